// After a command that writes git: what it made of its copy, looked at as an enemy's, becomes the repository's.
import { join, relative } from 'node:path'
import { gitlinksOf, readIndex, unsafePaths, type IndexContent } from './index-file.ts'
import { contentProblem, isPassing, isState, isStateFolder } from './names.ts'
import { importObjects } from './objects.ts'
import { filesBelow, namesIn, readPlain, textAt } from './plain-file.ts'
import { applyChanges, type Change } from './apply-changes.ts'
import { refusals } from '../refusals.ts'
import type { Repository } from './repositories.ts'
import type { WorkingCopy } from './working-copy.ts'

export interface TakeOverTools {
  /** Puts git in front of these arguments, walled in; `folder` is all it can write. */
  readonly indexPack: (pack: string, folder: string) => string | null
  /** Why git, called outside, would obey the repository at this path of the worktree; null when it would not. */
  readonly dangerOf: (path: string) => string | null
  /** Is the file at this path of the worktree one that the command could not see? */
  readonly isHidden: (path: string) => boolean
}

/** A sentence about what was not taken over, and what to do; null when all was. */
export async function takeOver(copy: WorkingCopy, tools: TakeOverTools): Promise<string | null> {
  const { common, own } = copy.repository
  const head = own === null ? 'HEAD' : join(relative(common, own), 'HEAD')
  const bytes = readPlain(join(copy.folder, head))
  if (bytes === null || contentProblem('HEAD', bytes) !== null) return refusals.gitRuined(common, '')
  if (lostItsBranch(copy, head, bytes)) return refusals.gitRuined(common, 'its branch is gone')
  const found = changesOf(copy)
  const problem = found.problem ?? indexProblem(copy, found.changes, tools)
  if (problem !== null) return refusals.notTakenOver(problem)
  const failed = await importObjects(copy, tools.indexPack)
  if (failed !== null) return refusals.notTakenOver(failed)
  const conflict = applyChanges(common, found.changes)
  if (conflict !== null) return refusals.notTakenOver(conflict)
  const [names, added] = [found.left.slice(0, 5).join(', '), addedRepositories(copy, found.changes).join(', ')]
  const said = [names && refusals.leftBehind(names), added && refusals.repositoriesAdded(added)].filter(Boolean)
  return said.length === 0 ? null : said.join('; ')
}

/** The branch one is on cannot be deleted by git's own words, only by hand. */
function lostItsBranch({ folder, state }: WorkingCopy, head: string, now: Buffer): boolean {
  const [, branch = ''] = /^ref: (\S+)/.exec(now.toString('utf8')) ?? []
  if (branch === '' || state.get(head)?.equals(now) !== true) return false
  const isIn = (loose: Buffer | null | undefined, packed: Buffer | null | undefined): boolean =>
    Boolean(loose) || (packed?.toString('utf8') ?? '').split('\n').some((line) => line.endsWith(` ${branch}`))
  const was = isIn(state.get(branch), state.get('packed-refs'))
  return was && !isIn(readPlain(join(folder, branch)), readPlain(join(folder, 'packed-refs')))
}

interface Found {
  readonly changes: readonly Change[]
  /** New names that are no command's to make. */
  readonly left: readonly string[]
  readonly problem: string | null
}

function changesOf({ repository, folder, state }: WorkingCopy): Found {
  const prefix = repository.own === null ? '' : `${relative(repository.common, repository.own)}/`
  const changes: Change[] = []
  const left: string[] = []
  const seen = new Set<string>()
  for (const name of stateFiles(folder, prefix)) {
    const short = shortOf(name, prefix)
    if (isPassing(name)) continue
    if (!isState(short)) {
      left.push(name)
      continue
    }
    seen.add(name)
    const bytes = readPlain(join(folder, name))
    if (bytes === null) return { changes, left, problem: `${name} cannot be read` }
    const before = state.get(name) ?? null
    if (before !== null && before.equals(bytes)) continue
    const problem = contentProblem(short, bytes)
    if (problem !== null) return { changes, left, problem: `${name} holds ${problem}` }
    changes.push({ name, short, before, after: bytes })
  }
  for (const [name, before] of state)
    if (!seen.has(name)) changes.push({ name, short: shortOf(name, prefix), before, after: null })
  return { changes, left: [...left, ...strangers(folder, prefix)], problem: null }
}

const shortOf = (name: string, prefix: string): string =>
  prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name

/** Names of plain files among the state, in the folder itself and in the own worktree's. */
function stateFiles(folder: string, prefix: string): string[] {
  const bases = prefix === '' ? [''] : ['', prefix]
  return bases.flatMap((base) =>
    namesIn(join(folder, base)).flatMap((name) =>
      isStateFolder(name)
        ? filesBelow(join(folder, base, name)).map((file) => `${base}${name}/${file}`)
        : isState(name) && readPlain(join(folder, base, name)) !== null
          ? [`${base}${name}`]
          : [],
    ),
  )
}

const expected = new Set(
  'config config.worktree hooks info modules worktrees objects description branches tos-base'.split(' '),
)

/** What the command made beside them. Names that were shown to it are empty in the copy. */
function strangers(folder: string, prefix: string): string[] {
  return namesIn(folder).flatMap((name) => {
    if (isState(name) || isStateFolder(name) || isPassing(name)) return []
    const isEmpty = filesBelow(join(folder, name)).length === 0 && (readPlain(join(folder, name))?.length ?? 0) === 0
    if (name === 'modules' || (name === 'worktrees' && prefix === ''))
      return filesBelow(join(folder, name)).length === 0 ? [] : [name]
    return expected.has(name) || isEmpty ? [] : [name]
  })
}

const textOf = (path: string): string => Buffer.from(path, 'latin1').toString()

/** Paths that the index now names as repositories, and did not before. */
function addedRepositories({ repository }: WorkingCopy, changes: readonly Change[]): string[] {
  const hashBytes = hashBytesOf(repository)
  return changes.flatMap(({ short, before, after }) => {
    const content = short === 'index' && after !== null ? readIndex(after, hashBytes) : null
    const old = content && before && readIndex(before, hashBytes)
    const known = new Set(old ? gitlinksOf(old) : [])
    return content ? gitlinksOf(content).filter((path) => !known.has(path)) : []
  })
}

const hashBytesOf = ({ common }: Repository): number =>
  /objectformat\s*=\s*sha256/i.test(textAt(join(common, 'config'))) ? 32 : 20

/** A new index must not write outside of the worktree, and must not lead git into a repository that runs programs. */
function indexProblem(copy: WorkingCopy, changes: readonly Change[], tools: TakeOverTools): string | null {
  for (const { name, short, before, after } of changes) {
    if ((short !== 'index' && !short.startsWith('sharedindex.')) || after === null) continue
    const hashBytes = hashBytesOf(copy.repository)
    const content = readIndex(after, hashBytes)
    if (content === null) return `${name} is no index`
    const unsafe = unsafePaths(content).find((path) => path !== '' || content.base === null)
    if (unsafe !== undefined) return `${name} holds the path '${unsafe}'`
    const old: IndexContent | null = before && readIndex(before, hashBytes)
    const known = new Set(old ? gitlinksOf(old) : [])
    const tracked = new Set(old?.entries.map(({ path }) => path))
    // What git tracks is shown to commands: a name alone must not make it so.
    const secret = content.entries.find(({ path }) => !tracked.has(path) && tools.isHidden(textOf(path)))
    if (secret) return `it adds ${textOf(secret.path)}, which it cannot see`
    for (const path of gitlinksOf(content)) {
      const danger = known.has(path) ? null : tools.dangerOf(path)
      if (danger !== null) return `it adds the repository ${path}, in which git would run a program (${danger})`
    }
  }
  return null
}
