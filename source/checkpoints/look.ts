// One cheap look at the working tree: what differs from the shadow's index, and what git would not see.
import { accessSync, constants, lstatSync, readdirSync, type Dirent, type Stats } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import type { Git } from './git.ts'
import { isStill } from './folders.ts'
import { belowFolders } from './inside.ts'
import { foldersAbove, fromBytes, joinZero, nameOf, pathOf, shown, splitZero, type Name } from './names.ts'
import { remadeBy, type Remade } from './remade.ts'
import { isOwn, type Shadow } from './shadow.ts'
import type { Memory } from './store.ts'
import { waits } from './waiting-pipe.ts'

export interface Look {
  /** Files and links that the index does not know. */
  readonly fresh: readonly Name[]
  /** Files, links and submodules that differ from it, and those that are gone. */
  readonly changed: readonly Name[]
  readonly gone: readonly Name[]
  /** Folders without any file, the innermost only. */
  readonly emptyFolders: readonly Name[]
  /** Repositories inside the working tree that are no submodules. */
  readonly nested: readonly Name[]
  /** Folders that tools make again: not entered. */
  readonly remade: readonly Remade[]
  /** Folders the index knows no file of: what comes there is new. */
  readonly open: readonly Name[]
  /** No folder had changed, so nothing new was looked for. */
  readonly isKnown: boolean
}

/**
 * What the rules ignore is looked at like everything else. A file that was only touched or given other permissions counts
 * as changed. Without `isWhole`, what was found new the last time is taken for what is new now, as long as no folder has
 * changed since.
 */
export async function lookAt(
  shadow: Shadow,
  memory: Pick<Memory, 'folders' | 'nested' | 'modes'>,
  { isWhole, remade: more }: { isWhole: boolean; remade: readonly string[] },
): Promise<Look> {
  const { git, repository, folder } = shadow
  const { top } = repository
  const unknown = ['ls-files', '-o', '-z', '--directory', '-X', join(folder, 'info', 'own')]
  const isKnown = !isWhole && memory.folders !== null && isStill(shadow, memory.folders, memory.modes ?? {})
  // Both at once; the one that fails second has nobody who waits for it else.
  const [differing, others] = await Promise.all([
    git.bytes(['diff-files', '-z', '--raw', '--ignore-submodules=dirty']),
    isKnown ? null : git.bytes(unknown),
  ])
  const parts = splitZero(differing)
  const changed: Name[] = []
  const gone: Name[] = []
  for (let i = 0; i + 1 < parts.length; i += 2) (parts[i]?.endsWith(' D') ? gone : changed).push(parts[i + 1] ?? '')
  if (memory.folders && isKnown) {
    const { emptyFolders, nested, remade, untaken } = memory.folders
    return { fresh: untaken, changed, gone, emptyFolders, nested, remade, open: [], isKnown }
  }
  const fresh = splitZero(others ?? (await git.bytes(unknown)))
  const listed = fresh.flatMap((name) => (name.endsWith('/') ? [name.slice(0, -1)] : []))
  // A folder where the index has a file: git shows nothing of what lies in it.
  const instead = gone.filter((name) => lstatName(top, name)?.isDirectory() === true)
  const found = lookBelow(shadow, [...new Set([...listed, ...instead])], more)
  // A folder whose last file is gone: the index still knows that file, so git does not name the folder.
  const left = new Set(gone.flatMap(foldersAbove).filter((name) => isEmptyFolder(top, name)))
  // Where the index knows files, git does not tell that a repository has come.
  const watched = [...memory.nested, ...Object.keys(memory.folders?.times ?? {}).filter(Boolean)]
  const nested = new Set([...found.nested, ...watched.filter((name) => lstatName(top, `${name}/.git`))])
  return {
    nested: [...nested],
    remade: found.remade,
    emptyFolders: [...new Set([...found.emptyFolders, ...left])],
    fresh: [...new Set([...fresh.filter((name) => !name.endsWith('/')), ...found.files])],
    changed,
    gone,
    open: found.folders,
    isKnown: false,
  }
}

interface Below {
  readonly files: Name[]
  readonly emptyFolders: Name[]
  readonly nested: Name[]
  readonly folders: Name[]
  readonly remade: Remade[]
}

/** All that lies in folders, nested repositories included; their git folders, the program's own and what tools make again not. */
function lookBelow(shadow: Shadow, folders: readonly Name[], more: readonly string[]): Below {
  const { top } = shadow.repository
  const below: Below = { files: [], emptyFolders: [], nested: [], folders: [], remade: [] }
  const waiting = [...folders]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    // Of a folder that it knows nothing of git names the folder alone, whatever in it is not to be told.
    if (isOwn(shadow, at)) continue
    const by = remadeBy(top, at, more)
    if (by !== null) {
      below.remade.push({ path: `${at}/`, by })
      continue
    }
    const entries = entriesOf(top, at)
    below.folders.push(at)
    if (entries === null) continue
    if (entries.length === 0) below.emptyFolders.push(at)
    for (const entry of entries) {
      const name = fromBytes(entry.name)
      if (name.toLowerCase() === '.git') below.nested.push(at)
      else (entry.isDirectory() ? waiting : below.files).push(`${at}/${name}`)
    }
  }
  return below
}

/** What lies in folders that git names as a whole, without what it ignores. */
export async function lookInto(git: Git, top: string, folders: readonly Name[]): Promise<Walked> {
  const ignored = folders.length > 0 ? await ignoredIn(git, folders) : new Set<Name>()
  const found = folders.map((folder) => walk(top, folder, (name) => ignored.has(name)))
  return {
    files: found.flatMap(({ files }) => files),
    emptyFolders: found.flatMap(({ emptyFolders }) => emptyFolders),
    nested: found.flatMap(({ nested }) => nested),
    folders: found.flatMap(({ folders: entered }) => entered),
    skipped: found.flatMap(({ skipped }) => skipped),
  }
}

/** Ignored files and folders below some folders; of those themselves the content decides. */
async function ignoredIn(git: Git, folders: readonly Name[]): Promise<Set<Name>> {
  const args = [
    'ls-files',
    '-o',
    '-i',
    '-z',
    '--full-name',
    '--directory',
    '--exclude-standard',
    '--',
    ...limited(folders),
  ]
  const names = splitZero(await git.bytes(args)).map((name) => name.replace(/\/$/, ''))
  const ignored = new Set(names)
  for (const folder of folders) ignored.delete(folder)
  return ignored
}

/** Arguments of a process are limited, and are text; without any the whole tree is looked through. */
function limited(names: readonly Name[]): string[] {
  const texts = names.map(shown)
  return names.length < 200 && texts.every((text, i) => nameOf(text) === names[i]) ? texts : []
}

export interface Walked {
  readonly files: readonly Name[]
  readonly emptyFolders: readonly Name[]
  readonly nested: readonly Name[]
  /** Folders that were entered, the first one included. */
  readonly folders: readonly Name[]
  /** Folders that were not. */
  readonly skipped: readonly Name[]
}

/** Everything below a folder but what is skipped; links are not followed, nested repositories not entered. */
export function walk(top: string, folder: Name, isSkipped: (name: Name) => boolean = () => false): Walked {
  const files: Name[] = []
  const emptyFolders: Name[] = []
  const nested: Name[] = []
  const folders: Name[] = []
  const skipped: Name[] = []
  const waiting: Name[] = [folder]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entries = entriesOf(top, at)
    folders.push(at)
    if (entries === null) continue
    if (entries.some(({ name }) => name.equals(dotGit))) {
      nested.push(at)
      continue
    }
    if (entries.length === 0) emptyFolders.push(at)
    for (const entry of entries) {
      const name = `${at}/${fromBytes(entry.name)}`
      if (!isSkipped(name)) (entry.isDirectory() ? waiting : files).push(name)
      else if (entry.isDirectory()) skipped.push(name)
    }
  }
  return { files, emptyFolders, nested, folders, skipped }
}

const dotGit = Buffer.from('.git')

/** Null when it is no folder or cannot be read. */
function entriesOf(top: string, folder: Name): Dirent<Buffer>[] | null {
  try {
    return readdirSync(pathOf(top, folder), { withFileTypes: true, encoding: 'buffer' })
  } catch {
    return null
  }
}

export const isEmptyFolder = (top: string, folder: Name): boolean => entriesOf(top, folder)?.length === 0

export const lstatName = (top: string, name: Name): Stats | undefined => {
  try {
    return lstatSync(/^[\x20-\x7e]+$/.test(name) ? `${top}/${name}` : pathOf(top, name), { throwIfNoEntry: false })
  } catch {
    // A part of the path is a file.
    return undefined
  }
}

export function isReadable(top: string, name: Name): boolean {
  try {
    accessSync(pathOf(top, name), constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** Takes files as they are now into an index: new, changed and gone ones. Nothing is converted, ignore rules do not count. */
export async function takeInto({ git, repository }: Shadow, index: string, names: readonly Name[]): Promise<void> {
  // What lies behind a link lies elsewhere, whatever an index says.
  const isBelow = belowFolders(repository.top)
  const own = names.filter(isBelow)
  if (own.length === 0) return
  refuseWaiting(repository.top, own)
  const environment = { GIT_INDEX_FILE: index }
  await git.bytes(['update-index', '-z', '--add', '--remove', '--replace', '--stdin'], {
    input: joinZero(own),
    environment,
    // As safe, with one flush for all objects instead of one for each.
    config: ['core.fsyncMethod=batch'],
  })
}

/** git reads the attributes of every folder on the way to a file, and waits for ever for a pipe that nobody writes. */
function refuseWaiting(top: string, names: readonly Name[]): void {
  const folders = new Set(names.flatMap((name) => [...foldersAbove(name)]))
  for (const folder of ['', ...folders]) {
    const name = folder === '' ? '.gitattributes' : `${folder}/.gitattributes`
    if (lstatName(top, name)?.isFIFO() !== true) continue
    throw new Failed({
      what: waits(shown(name)),
      where: top,
      remedy: 'remove it and try again',
      exitCode: exitCodes.failed,
    })
  }
}
