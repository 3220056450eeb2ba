// What git's own files are to one command: read-only for all, a copy of their own for those that were judged to write git.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join, relative } from 'node:path'
import { privateFolder } from '../private-folder.ts'
import { liesIn } from '../paths.ts'
import { withoutCredentials } from './config-text.ts'
import { dangerAt, holdBack, holdBackBare } from './danger.ts'
import { gitlinksOf, readIndex } from './index-file.ts'
import { isRealFolder, lookAt, namesIn, readPlain, textAt } from './plain-file.ts'
import { looksBare, repositoryAt, submodulesOf, type Repository } from './repositories.ts'
import { takeOver, type TakeOverTools } from './take-over.ts'
import { makeWorkingCopy, type WorkingCopy } from './working-copy.ts'

export interface GitPlaces {
  readonly root: string
  /** Folders inside of the project that were repositories at the start, with a `.git` of their own or bare. */
  readonly nested: readonly string[]
}

export interface GitWalls {
  readonly arguments: readonly string[]
  /** To be called when the command has ended: a sentence for people, or null. */
  readonly end: () => Promise<string | null>
}

/** Repositories that one command can write at once; what is beyond stays read-only. */
const maxCopies = 16

/** `isHidden` is asked with absolute paths. */
export type GitTools = Pick<TakeOverTools, 'indexPack' | 'isHidden'>

export function gitWalls(places: GitPlaces, mayWrite: boolean, { indexPack, isHidden }: GitTools): GitWalls {
  const { root } = places
  const repositories = repositoriesOf(places)
  const links = gitlinksIn(repositories.find(({ common, own }) => own !== null || dirname(common) === root) ?? null)
  const made = mayWrite ? copiesOf(repositories) : null
  const copied = new Set(made?.copies.map(({ repository }) => repository.common))
  const kept = repositories.filter(({ common }) => !copied.has(common))
  const before = lookBefore(places, links)
  return {
    arguments: [
      ...before.ways.flatMap(pinned),
      ...kept.flatMap(({ common }) => readOnly(common)),
      ...(made?.copies ?? []).flatMap(({ mounts }) => mounts),
      ...kept.flatMap(scrubbed),
      ...[...pointersOf(places), ...before.empty].flatMap(readOnly),
    ],
    async end() {
      const said: (string | null)[] = []
      for (const copy of made?.copies ?? []) {
        const at = (path: string) => join(worktreeOf(copy, root), path)
        const tools = {
          dangerOf: (path: string) => dangerAt(at(path), root),
          isHidden: (path: string) => isHidden(at(path)),
        }
        said.push(await takeOver(copy, { indexPack, ...tools }))
      }
      if (made) rmSync(made.folder, { recursive: true, force: true })
      said.push(...before.missing.map((folder) => holdBack(folder, root)))
      if (!before.wasBare && lookAt(join(root, '.git')) === null) said.push(holdBackBare(root))
      return said.filter((sentence) => sentence !== null).join('; ') || null
    },
  }
}

const readOnly = (path: string): string[] => ['--ro-bind', path, path]
/** Bound onto itself a folder can be written in, but not renamed or exchanged. */
const pinned = (path: string): string[] => ['--bind', path, path]

function repositoriesOf({ root, nested }: GitPlaces): Repository[] {
  const found: Repository[] = []
  for (const folder of [root, ...nested]) {
    const repository = repositoryAt(folder)
    if (repository) found.push(repository, ...submodulesOf(repository.common))
    else if (folder !== root && looksBare(new Set(namesIn(folder))))
      found.push({ common: folder, own: null, pointer: null })
  }
  const seen = new Set<string>()
  return found
    .filter(({ common }) => !seen.has(common) && seen.add(common))
    .toSorted((a, b) => (a.common < b.common ? -1 : 1))
}

/** `.git` files, also those that lead nowhere: a command may have written them. */
const pointersOf = ({ root, nested }: GitPlaces): string[] =>
  [root, ...nested].map((folder) => join(folder, '.git')).filter((path) => lookAt(path)?.isFile() === true)

function copiesOf(repositories: readonly Repository[]): { folder: string; copies: WorkingCopy[] } {
  const folder = mkdtempSync(join(privateFolder(), 'git-'))
  const copies = repositories
    .slice(0, maxCopies)
    .flatMap((repository, i) => makeWorkingCopy(repository, join(folder, String(i))) ?? [])
  return { folder, copies }
}

const worktreeOf = ({ repository: { common, pointer } }: WorkingCopy, root: string): string =>
  pointer !== null ? dirname(pointer) : common.endsWith('/.git') ? dirname(common) : root

interface Before {
  /** Folders in which repositories lie, and those on the way to them. */
  readonly ways: readonly string[]
  /** Folders where a repository of this index belongs, and lies none: nothing may be made in them. */
  readonly empty: readonly string[]
  /** Places where none is, and none can be kept from coming. */
  readonly missing: readonly string[]
  readonly wasBare: boolean
}

function lookBefore({ root, nested }: GitPlaces, links: readonly string[]): Before {
  const without = links.map((path) => join(root, path)).filter((folder) => lookAt(join(folder, '.git')) === null)
  const empty = without.filter((folder) => liesIn(root, folder) && isRealFolder(folder))
  const missing = without.filter((folder) => !isRealFolder(folder))
  const lying = links.map((path) => join(root, path)).filter((folder) => !without.includes(folder))
  const ways = [...new Set([...nested, ...lying].flatMap((folder) => foldersBetween(root, folder)))].toSorted()
  return {
    ways,
    empty,
    missing: lookAt(join(root, '.git')) === null ? [...missing, root] : missing,
    wasBare: looksBare(new Set(namesIn(root))),
  }
}

/** From below `root` down to `path`, as far as they are real folders. */
function foldersBetween(root: string, path: string): string[] {
  if (path === root || !liesIn(root, path)) return []
  return [...foldersBetween(root, dirname(path)), path].filter(isRealFolder)
}

const known = new Map<string, { stamp: string; links: string[] }>()

/** Read again only when the index is another. */
function gitlinksIn(repository: Repository | null): string[] {
  if (repository === null) return []
  const path = join(repository.own ?? repository.common, 'index')
  const stat = lookAt(path)
  const stamp = `${stat?.ino} ${stat?.mtimeMs} ${stat?.size}`
  const before = known.get(path)
  if (before?.stamp === stamp) return before.links
  const bytes = readPlain(path)
  const content = bytes && readIndex(bytes)
  const links = content ? gitlinksOf(content) : []
  known.set(path, { stamp, links })
  return links
}

/** Its configuration without the credentials in it, where there are any. */
function scrubbed({ common, own }: Repository): string[] {
  const folders = own === null ? [common] : [common, own]
  const paths = folders.flatMap((folder) =>
    ['config', 'config.worktree', 'FETCH_HEAD'].map((name) => join(folder, name)),
  )
  return paths.flatMap((path) => {
    const text = textAt(path)
    const shown = withoutCredentials(text)
    if (shown === text) return []
    const name = createHash('sha1').update(shown).update(relative('/', path)).digest('hex')
    const copy = join(privateFolder(), `shown-${name}`)
    if (lookAt(copy) === null) writeFileSync(copy, shown)
    return ['--ro-bind', copy, path]
  })
}
