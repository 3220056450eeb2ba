// The state of the project's repository as files: HEAD, refs, index, reflogs, stash, settings; read as data, kept in the store.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isRefName, packedRefs, type GitPlaces } from './find-repository.ts'
import { fromBytes, joinZero, pathOf, toBytes, type Name } from './names.ts'
import { GitFailed } from './git.ts'
import { notKept } from './objects.ts'
import { entryOf, isRealFolder, maxGitFile, readPlain } from './plain-file.ts'
import type { Shadow } from './shadow.ts'

/** What a record says of it: trees of the store that hold the files. */
export interface GitState {
  /** Of the git folder of this working tree. */
  readonly own: string
  /** Of the repository, when that is another folder. */
  readonly common: string | null
  /** Milliseconds; entries of an index that are younger than it are looked at again. */
  readonly indexMtimeMs: number
  /** A commit of what is staged; null without an index, or with one that is none. */
  readonly staged: string | null
  /** The git folder is `.git` itself, not elsewhere and named there. */
  readonly isInside: boolean
}

export const isInside = ({ top, gitFolder }: GitPlaces): boolean =>
  gitFolder === join(top, '.git') && isRealFolder(gitFolder)

export interface StateLook {
  /** Name -> what changes when the file does. Links are kept as links. */
  readonly files: Readonly<Record<Name, string>>
  /** What is there and cannot be kept: devices, pipes, what is too big or too much. */
  readonly leftOut: readonly Name[]
}

/** Objects are kept as objects; the rest is other people's, other working trees', or gone in a moment. */
const passedOver =
  /^(?:objects|objects\.damaged-\d+|replaced-\d+|modules|worktrees|lfs|annex|tos|tos-[0-9a-f]{8}|gc\.pid|fsmonitor--daemon.*)$/
const maxFiles = 50_000

export function lookAtState(folder: string): StateLook {
  const files: Record<Name, string> = {}
  const leftOut: Name[] = []
  const waiting: Name[] = ['']
  let count = 0
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const each of namesIn(at === '' ? folder : pathOf(folder, at))) {
      const name = at === '' ? each : `${at}/${each}`
      if (name.endsWith('.lock') || (at === '' && passedOver.test(name)) || each === '.git') continue
      const entry = entryOf(pathOf(folder, name))
      if (entry?.isDirectory()) waiting.push(name)
      else if (entry && (entry.isFile() || entry.isSymbolicLink()) && entry.size <= maxGitFile && ++count <= maxFiles)
        files[name] = `${entry.ino}-${entry.size}-${entry.mtimeNs}-${entry.ctimeNs}-${entry.mode}`
      else if (entry) leftOut.push(name)
    }
  }
  return { files, leftOut }
}

function namesIn(folder: string | Buffer): Name[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' }).map(fromBytes)
  } catch {
    return []
  }
}

/** Takes the files into a tree of the store. `before` is what an earlier look found, for the same index; null behind a failure. */
export async function takeState(
  { git, index, scratch, folder: store }: Shadow,
  { folder, name, look, before }: { folder: string; name: string; look: StateLook; before: StateLook | null },
): Promise<string> {
  const environment = { GIT_WORK_TREE: isRealFolder(folder) ? folder : scratch, GIT_INDEX_FILE: `${index}.${name}` }
  if (before === null) rmSync(environment.GIT_INDEX_FILE, { force: true })
  const known = before?.files ?? {}
  const names = [...new Set([...Object.keys(look.files), ...Object.keys(known)])]
  const changed = names.filter((each) => look.files[each] !== known[each])
  const [there, gone] = [changed.filter((each) => look.files[each]), changed.filter((each) => !look.files[each])]
  // Something that is no file may stand where one was.
  if (gone.length > 0)
    await git.bytes(['update-index', '-z', '--force-remove', '--stdin'], { input: joinZero(gone), environment })
  if (there.length > 0)
    await git.bytes(['update-index', '-z', '--add', '--replace', '--stdin'], { input: joinZero(there), environment })
  const { code, out, err } = await git.call(['write-tree'], { environment })
  if (code === 0) return out.toString('latin1').trim()
  const lost = err.match(/^error: invalid object /gm)?.length
  throw lost ? notKept(store, lost) : new GitFailed('write-tree', { code, out, err }, store)
}

const hash = /(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-f])/g
const none = /^0+$/

/** All objects that the state names: branches, tags, the stash, what the reflogs remember. Once each, no order. */
export function namedObjects(
  { gitFolder, commonFolder }: GitPlaces,
  own: StateLook,
  common: StateLook | null,
): string[] {
  const found = new Set(packedRefs(commonFolder).values())
  const read = (folder: string, { files }: StateLook) => {
    for (const name of Object.keys(files)) {
      const isLog = name.startsWith('logs/')
      if (!isLog && !isRefName(toBytes(name).toString('utf8')) && !/^[A-Z_]+$/.test(name)) continue
      const text = readPlain(pathOf(folder, name), isLog ? maxGitFile : 65_536)?.toString('latin1') ?? ''
      for (const line of text.split('\n')) for (const [object] of line.slice(0, 130).matchAll(hash)) found.add(object)
    }
  }
  read(gitFolder, own)
  if (common) read(commonFolder, common)
  return [...found].filter((object) => !none.test(object))
}
