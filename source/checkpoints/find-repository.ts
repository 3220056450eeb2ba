// Where a repository lies, found without git: what stands in `.git` is data, and nothing of it is obeyed.
import { readdirSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { entryOf, readPlain, readWords } from './plain-file.ts'

/** Absolute paths, links resolved. */
export interface GitPlaces {
  /** The top of the working tree: where `.git` lies. */
  readonly top: string
  /** Of this working tree. */
  readonly gitFolder: string
  /** Of the repository; differs from `gitFolder` in a linked working tree. */
  readonly commonFolder: string
}

/** The nearest `.git` at `root` or above it; null when there is none. */
export function findGit(root: string): Result<GitPlaces | null> {
  for (let at = root; ; at = dirname(at)) {
    if (entryOf(join(at, '.git'))) return placesAt(at)
    if (dirname(at) === at) return succeed(null)
  }
}

/** Surely: of a repository that cannot be used git says what is wrong. */
export function isOutsideGit(root: string): boolean {
  const found = findGit(root)
  return found.ok && found.value === null
}

function placesAt(top: string): Result<GitPlaces> {
  const path = join(top, '.git')
  const bad = (what: string, remedy: string): Result<never> =>
    fail({ what: `the repository cannot be used: ${what}`, where: path, remedy, exitCode: exitCodes.failed })
  const entry = entryOf(path)
  if (entry?.isDirectory() || entry?.isSymbolicLink()) {
    const folder = realOf(path)
    if (folder === null) return bad('.git is a link to nothing', 'put the repository back, or remove the link')
    if (entryOf(folder)?.isDirectory()) return succeed({ top, gitFolder: folder, commonFolder: folder })
  }
  if (!entryOf(path)?.isFile()) return bad('.git is neither a folder nor a file', 'remove it, then try again')
  const target = /^gitdir: (.+)$/m.exec(readWords(path, 65_536))?.[1]
  const gitFolder = target === undefined ? null : realOf(resolve(top, target))
  if (gitFolder === null || !entryOf(gitFolder)?.isDirectory())
    return bad('.git names a folder that is not there', 'put the repository back, or remove the file')
  // Only a linked working tree shares a repository; git itself would follow such a file in any.
  const shared = readWords(join(gitFolder, 'commondir'), 65_536)
  const commonFolder = shared === '' ? gitFolder : realOf(resolve(gitFolder, shared))
  if (commonFolder === null) return bad('it shares a repository that is not there', "see 'git worktree list'")
  return succeed({ top, gitFolder, commonFolder })
}

function realOf(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** What HEAD is: the branch it names (null when detached) and the commit (null on a branch without one). */
export interface Head {
  readonly branch: string | null
  readonly commit: string | null
  /** It says neither: somebody broke it, or it is not there. */
  readonly isBroken: boolean
}

const isHash = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)

/** A name that can only lead to a place below `refs/`. */
export const isRefName = (name: string): boolean =>
  /^refs\/[^\0-\x20~^:?*[\\\x7f]+$/.test(name) && !/(?:^|\/)\.|\.\.|\/\/|\.lock(?:\/|$)|\/$/.test(name)

export function readHead({ gitFolder, commonFolder }: GitPlaces): Head {
  const text = readWords(join(gitFolder, 'HEAD'))
  if (isHash(text)) return { branch: null, commit: text, isBroken: false }
  const branch = /^ref: *([^ ].*)$/.exec(text)?.[1]
  if (branch === undefined || !isRefName(branch)) return { branch: null, commit: null, isBroken: true }
  return { branch, commit: readRef({ commonFolder }, branch), isBroken: false }
}

/** The object a ref names; null when there is no such ref. Links between refs are followed a few times. */
export function readRef({ commonFolder }: Pick<GitPlaces, 'commonFolder'>, name: string, depth = 0): string | null {
  if (!isRefName(name) || depth > 5) return null
  const loose = readWords(join(commonFolder, name))
  if (isHash(loose)) return loose
  const next = /^ref: *([^ ].*)$/.exec(loose)?.[1]
  if (next !== undefined) return readRef({ commonFolder }, next, depth + 1)
  return packedRefs(commonFolder).get(name) ?? null
}

/** refname -> object. Lines that are none of git's are passed over. */
export function packedRefs(commonFolder: string): Map<string, string> {
  const found = new Map<string, string>()
  const text = readPlain(join(commonFolder, 'packed-refs'))?.toString('latin1') ?? ''
  for (const line of text.split('\n')) {
    const [, object = '', name = ''] = /^([0-9a-f]{40}|[0-9a-f]{64}) (refs\/.+)$/.exec(line) ?? []
    if (object !== '' && isRefName(name)) found.set(name, object)
  }
  return found
}

/** Remote-tracking refs and tags, which a fetch may move: refname -> object. */
export const movableRefs = (places: Pick<GitPlaces, 'commonFolder'>): Record<string, string> =>
  refsBelow(places, ['refs/remotes', 'refs/tags'])

/** All refs in some folders of them: refname -> object, sorted. */
export function refsBelow(
  { commonFolder }: Pick<GitPlaces, 'commonFolder'>,
  folders: readonly string[],
): Record<string, string> {
  const isWanted = (name: string) => folders.some((folder) => name.startsWith(`${folder}/`))
  const found = new Map([...packedRefs(commonFolder)].filter(([name]) => isWanted(name)))
  const waiting = [...folders]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const name of namesIn(join(commonFolder, at))) {
      const each = `${at}/${name}`
      const entry = entryOf(join(commonFolder, each))
      if (entry?.isDirectory()) waiting.push(each)
      const object = entry?.isFile() ? readRef({ commonFolder }, each) : null
      if (object !== null) found.set(each, object)
    }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
