// Puts the state of git back as a snapshot holds it: HEAD, refs, index, reflogs and stash, byte for byte.
import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHead } from './find-repository.ts'
import { exportContent, exportHistory } from './export.ts'
import { lookAtState } from './git-state.ts'
import { existing } from './import.ts'
import { makeFolder } from './inside.ts'
import { pathOf, splitZero, type Name } from './names.ts'
import { entryOf, isRealFolder, readPlain } from './plain-file.ts'
import type { SnapshotRecord } from './record.ts'
import { replaceFile } from './replace-file.ts'
import type { Repository } from './repository.ts'
import type { Store } from './store.ts'

/** What undo owns. The rest (settings, hooks, …) is a person's: it comes back only where it is gone. */
const exact =
  /^(?:HEAD|[A-Z]+(?:_[A-Z]+)*_?HEAD|BISECT_.*|AUTO_MERGE|MERGE_.*|index|sharedindex\.[0-9a-f]+|packed-refs|shallow|(?:refs|logs|reftable|rebase-merge|rebase-apply|sequencer)\/.*)$/s
/** Of a repository that has several working trees: what all of them share. */
const shared = /^(?:packed-refs|shallow|reftable\/.*|refs\/(?!bisect\/|worktree\/).*|logs\/refs\/.*)$/s

interface Kept {
  readonly name: Name
  readonly mode: string
  readonly bytes: Buffer
}

const hasManyTrees = ({ commonFolder }: Repository): boolean => {
  try {
    return readdirSync(join(commonFolder, 'worktrees')).length > 0
  } catch {
    return false
  }
}

/** Can git work here at all? Then only what was asked for is put back. */
export async function isRuined({ repository, shadow }: Store): Promise<boolean> {
  const { commonFolder } = repository
  const head = readHead(repository)
  if (head.isBroken || !isRealFolder(join(commonFolder, 'refs')) || !isRealFolder(join(commonFolder, 'objects')))
    return true
  if (readPlain(join(commonFolder, 'config')) === null) return true
  if (head.commit === null) return false
  const environment = { GIT_OBJECT_DIRECTORY: join(commonFolder, 'objects') }
  return !(await existing(shadow, [head.commit], environment)).has(head.commit)
}

/** True when all of it was put back; false when refs that other working trees share were left alone. @throws Failed */
export async function restoreState(store: Store, { git }: SnapshotRecord): Promise<boolean> {
  if (git === null) return false
  const { repository, shadow } = store
  const { gitFolder, commonFolder, top } = repository
  const own = await contentOf(store, git.own)
  const common = git.common === null ? [] : await contentOf(store, git.common)
  await exportHistory(shadow, objectsIn([...own, ...common]))
  if (git.staged !== null) await exportContent(shadow, git.staged)
  const keepsShared = hasManyTrees(repository) && !(await isRuined(store))
  if (common.length > 0) putBack(commonFolder, common, (name) => !keepsShared && shared.test(name), git.indexMtimeMs)
  putBack(gitFolder, own, (name) => exact.test(name) && !(keepsShared && shared.test(name)), git.indexMtimeMs)
  const link = join(top, '.git')
  if (gitFolder !== link && !entryOf(link)) writeFileSync(link, `gitdir: ${gitFolder}\n`, { flag: 'wx' })
  return !keepsShared
}

async function contentOf({ shadow }: Store, tree: string): Promise<Kept[]> {
  const rows = splitZero(await shadow.git.bytes(['ls-tree', '-r', '-z', '--full-tree', tree]))
  const files = rows.map((row) => {
    const at = row.indexOf('\t')
    const [mode = '', , object = ''] = row.slice(0, at).split(' ')
    return { name: row.slice(at + 1), mode, object }
  })
  const input = files.map(({ object }) => `${object}\n`).join('')
  const out = files.length === 0 ? Buffer.alloc(0) : await shadow.git.bytes(['cat-file', '--batch'], { input })
  let at = 0
  return files.map(({ name, mode }) => {
    const end = out.indexOf(10, at)
    const size = Number(out.subarray(at, end).toString('latin1').split(' ')[2])
    const bytes = out.subarray(end + 1, end + 1 + size)
    at = end + 1 + size + 1
    return { name, mode, bytes }
  })
}

const hash = /(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-f])/g

/** Branches, tags, HEAD: what must be there for git to work. */
function objectsIn(files: readonly Kept[]): string[] {
  const wanted = files.filter(({ name }) => /^(?:HEAD|packed-refs|refs\/.*|logs\/refs\/stash)$/s.test(name))
  const found = wanted.flatMap(({ bytes }) => bytes.toString('latin1').match(hash) ?? [])
  return [...new Set(found)].filter((object) => !/^0+$/.test(object))
}

/** The index last, and HEAD after the refs: whoever is killed in between begins anew. */
function putBack(folder: string, kept: readonly Kept[], isOwned: (name: Name) => boolean, indexMtimeMs: number): void {
  makeFolder(folder, '')
  const wanted = new Set(kept.map(({ name }) => name))
  for (const name of Object.keys(lookAtState(folder).files))
    if (isOwned(name) && !wanted.has(name)) rmSync(pathOf(folder, name), { force: true })
  const rank = ({ name }: Kept) => (name === 'index' ? 2 : name === 'HEAD' ? 1 : 0)
  for (const file of kept.toSorted((a, b) => rank(a) - rank(b))) {
    const entry = entryOf(pathOf(folder, file.name))
    if (isOwned(file.name) || entry === null) write(folder, file, indexMtimeMs)
  }
  for (const name of ['refs', 'objects']) makeFolder(folder, name)
}

function write(folder: string, { name, mode, bytes }: Kept, indexMtimeMs: number): void {
  const path = pathOf(folder, name)
  const entry = entryOf(path)
  if (mode !== '120000' && entry?.isFile() && readPlain(path)?.equals(bytes)) return
  const above = name.lastIndexOf('/')
  if (above > 0) makeFolder(folder, name.slice(0, above), true)
  if (entry?.isDirectory()) rmSync(path, { recursive: true })
  if (mode === '120000') {
    rmSync(path, { force: true })
    return symlinkSync(bytes, path)
  }
  const lock = name === 'index' ? { lock: `${path.toString('utf8')}.lock`, mtimeMs: indexMtimeMs } : {}
  replaceFile(path, bytes, { mode: Number.parseInt(mode, 8) & 0o777, ...lock })
}
