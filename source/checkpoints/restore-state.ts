// Puts the state of git back as a snapshot holds it: HEAD, refs, index, reflogs and stash, byte for byte.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportContent, exportHistory } from './export.ts'
import { isRuined, type Loss } from './git-loss.ts'
import { lookAtState } from './git-state.ts'
import { makeFolder } from './inside.ts'
import { keptFiles, type Kept } from './kept-files.ts'
import { nameOf, pathOf, type Name } from './names.ts'
import { entryOf, isRealFolder, readPlain } from './plain-file.ts'
import type { SnapshotRecord } from './record.ts'
import { replaceFile } from './replace-file.ts'
import type { Repository } from './repository.ts'
import type { Store } from './store.ts'

/** What undo owns. The rest (settings, hooks, …) is a person's: it comes back only where it is gone. */
const exact =
  /^(?:HEAD|[A-Z]+(?:_[A-Z]+)*_?HEAD|BISECT_.*|AUTO_MERGE|MERGE_.*|index|sharedindex\.[0-9a-f]+|packed-refs|shallow|(?:refs|logs|reftable|rebase-merge|rebase-apply|sequencer)\/.*)$/s
/** Where git could not work any more its settings are as suspicious as the rest. */
const ofRuin = /^config(?:\.worktree)?$/
/** Of a repository that has several working trees: what all of them share. */
const shared = /^(?:packed-refs|shallow|reftable\/.*|refs\/(?!bisect\/|worktree\/).*|logs\/refs\/.*)$/s

const hasManyTrees = ({ commonFolder }: Repository): boolean => {
  try {
    return readdirSync(join(commonFolder, 'worktrees')).length > 0
  } catch {
    return false
  }
}

/** What git had lost comes back, and nothing else is touched. @throws Failed */
export async function repair(store: Store, record: SnapshotRecord, loss: Loss): Promise<void> {
  const { git } = record
  if (git === null) return
  if (loss.isRuined) {
    const within = git.isInside ? backInside(store) : store
    await restoreState(within, record, true)
    return
  }
  const { shadow, repository } = store
  const { gitFolder, commonFolder } = repository
  const stash = loss.logs.get('logs/refs/stash')
  await exportHistory(shadow, [...loss.refs.values(), ...(stash ? hashesIn(stash) : [])])
  for (const [name, bytes] of loss.logs)
    write(name.startsWith('logs/refs/') ? commonFolder : gitFolder, { name, mode: '100644', bytes })
  for (const [name, object] of loss.refs)
    write(commonFolder, { name: nameOf(name), mode: '100644', bytes: Buffer.from(`${object}\n`) })
  if (!loss.index) return
  if (git.staged !== null) await exportContent(shadow, git.staged)
  const isIndex = (name: Name) => name === 'index' || /^sharedindex\.[0-9a-f]+$/.test(name)
  const kept = await keptFiles(store, git.own, isIndex)
  for (const file of kept.toSorted((a, b) => rankOf(a) - rankOf(b))) write(gitFolder, file, git.indexMtimeMs)
}

/** What has taken the place of the git folder is set aside in the new one: a file, a link, a pipe. */
function backInside(store: Store): Store {
  const { repository, shadow } = store
  const gitFolder = join(repository.top, '.git')
  if (!isRealFolder(gitFolder) && entryOf(gitFolder)) {
    const beside = `${gitFolder}.${randomBytes(6).toString('hex')}.tos`
    renameSync(gitFolder, beside)
    mkdirSync(gitFolder)
    renameSync(beside, join(gitFolder, `replaced-${Date.now()}`))
  }
  const back = { ...repository, gitFolder, commonFolder: gitFolder }
  return { ...store, repository: back, shadow: { ...shadow, repository: back } }
}

/** True when all of it was put back; false when refs that other working trees share were left alone. @throws Failed */
export async function restoreState(
  store: Store,
  record: SnapshotRecord,
  isRuinedNow: boolean | null = null,
): Promise<boolean> {
  const { git } = record
  if (git === null) return false
  const { repository, shadow } = store
  const { gitFolder, commonFolder, top } = repository
  const own = await keptFiles(store, git.own)
  const common = git.common === null ? [] : await keptFiles(store, git.common)
  await exportHistory(shadow, objectsIn([...own, ...common]))
  if (git.staged !== null) await exportContent(shadow, git.staged)
  const keepsShared = hasManyTrees(repository) && !(isRuinedNow ?? (await isRuined(store, record)))
  const isOurs = (name: Name) => (isRuinedNow === true && ofRuin.test(name)) || exact.test(name)
  const isCommon = (name: Name) => shared.test(name) || (isRuinedNow === true && ofRuin.test(name))
  if (common.length > 0) putBack(commonFolder, common, (name) => !keepsShared && isCommon(name), git.indexMtimeMs)
  putBack(gitFolder, own, (name) => isOurs(name) && !(keepsShared && shared.test(name)), git.indexMtimeMs)
  const link = join(top, '.git')
  if (gitFolder !== link && !entryOf(link)) writeFileSync(link, `gitdir: ${gitFolder}\n`, { flag: 'wx' })
  return !keepsShared
}

const hash = /(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-f])/g

/** Branches, tags, HEAD: what must be there for git to work. */
function objectsIn(files: readonly Kept[]): string[] {
  const wanted = files.filter(({ name }) => /^(?:HEAD|packed-refs|refs\/.*|logs\/refs\/stash)$/s.test(name))
  return [...new Set(wanted.flatMap(({ bytes }) => hashesIn(bytes)))]
}

const hashesIn = (bytes: Buffer): string[] =>
  (bytes.toString('latin1').match(hash) ?? []).filter((object) => !/^0+$/.test(object))

/** The index last, and HEAD after the refs: whoever is killed in between begins anew. */
const rankOf = ({ name }: Kept): number =>
  name === 'index' ? 3 : name === 'HEAD' ? 2 : name === 'packed-refs' || name.startsWith('refs/') ? 1 : 0

function putBack(folder: string, kept: readonly Kept[], isOwned: (name: Name) => boolean, indexMtimeMs: number): void {
  makeFolder(folder, '')
  const wanted = new Set(kept.map(({ name }) => name))
  for (const name of Object.keys(lookAtState(folder).files))
    if (isOwned(name) && !wanted.has(name)) rmSync(pathOf(folder, name), { force: true })
  for (const file of kept.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const entry = entryOf(pathOf(folder, file.name))
    if (isOwned(file.name) || entry === null) write(folder, file, indexMtimeMs)
  }
  for (const name of ['refs', 'objects']) makeFolder(folder, name)
}

function write(folder: string, { name, mode, bytes }: Kept, indexMtimeMs?: number): void {
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
  const isIndex = name === 'index' && indexMtimeMs !== undefined
  const lock = isIndex ? { lock: `${path.toString('utf8')}.lock`, mtimeMs: indexMtimeMs } : {}
  replaceFile(path, bytes, { mode: Number.parseInt(mode, 8) & 0o777, ...lock })
}
