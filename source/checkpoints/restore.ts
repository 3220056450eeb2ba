// Brings a snapshot back: files with their bytes and modes, links, empty folders; for undo also index, HEAD and refs.
import { chmodSync, closeSync, constants, fsyncSync, openSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { umask } from 'node:process'
import { movableRefs, readHead } from './find-repository.ts'
import { isBelowFolders, makeFolder } from './inside.ts'
import { lstatName } from './look.ts'
import { isOfFolder, usualFolder } from './folder-modes.ts'
import { foldersAbove, joinZero, pathOf, type Name } from './names.ts'
import { writeTree } from './objects.ts'
import type { Plan } from './plan.ts'
import type { SavedIndex, SnapshotRecord } from './record.ts'
import { replaceFile } from './replace-file.ts'
import { restoreState } from './restore-state.ts'
import type { Store } from './store.ts'

/**
 * `index` describes the working tree as it is, with everything the plan touches. git refuses when a file differs from it,
 * so what somebody wrote in between is never overwritten. Doing it again is harmless. @throws Failed
 */
export async function bringBack(store: Store, index: string, plan: Plan, record: SnapshotRecord): Promise<void> {
  const { git, repository } = store.shadow
  const environment = { GIT_INDEX_FILE: index }
  if (plan.kept.length > 0)
    await git.bytes(['update-index', '-z', '--force-remove', '--stdin'], { input: joinZero(plan.kept), environment })
  const from = await writeTree(store, index)
  const { top } = repository
  await git.bytes(['read-tree', '-m', '-u', from, record.tree], { environment, writes: [top] })
  for (const folder of plan.folders.toSorted((a, b) => b.length - a.length)) removeFolder(top, folder)
  for (const folder of record.emptyFolders) makeFolder(top, folder)
  for (const name of plan.changed) setMode(top, name, record.modes[name] ?? usualMode(top, name))
  // Folders last and innermost first: one that becomes read-only must be filled by then.
  const folders = Object.keys(record.modes).filter(isOfFolder)
  for (const name of [...plan.created, ...folders.toSorted((a, b) => b.length - a.length)])
    if (record.modes[name] !== undefined) setMode(top, name.replace(/\/$/, ''), record.modes[name])
  if (record.holdsFolderModes)
    for (const name of Object.keys(store.memory.modes ?? {}))
      if (isOfFolder(name) && record.modes[name] === undefined) setMode(top, name.slice(0, -1), usualFolder())
  syncFiles(top, [...plan.created, ...plan.changed])
}

/** With the folders above it that hold nothing else. */
function removeFolder(top: string, folder: Name): void {
  if (!isBelowFolders(top, folder)) return
  try {
    for (const name of [folder, ...foldersAbove(folder)]) rmdirSync(pathOf(top, name))
  } catch {
    // Something lies in it: it stays.
  }
}

/** What git would give the file. */
function usualMode(top: string, name: Name): number {
  const mode = lstatName(top, name)?.mode ?? 0
  return (mode & 0o100 ? 0o777 : 0o666) & ~umask()
}

function setMode(top: string, name: Name, mode: number): void {
  const stat = lstatName(top, name)
  if (!stat || (!stat.isFile() && !stat.isDirectory()) || (stat.mode & 0o777) === mode) return
  // What a folder hands down (set-group-id) stays; a program never gets somebody else's rights.
  if (isBelowFolders(top, name)) chmodSync(pathOf(top, name), stat.isDirectory() ? mode | (stat.mode & 0o7000) : mode)
}

/** What was acknowledged must survive a power cut. */
export function syncFiles(top: string, names: readonly Name[]): void {
  for (const name of names) {
    if (lstatName(top, name)?.isFile() !== true) continue
    try {
      const descriptor = openSync(pathOf(top, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
      fsyncSync(descriptor)
      closeSync(descriptor)
    } catch {
      // Not readable: it was written by git all the same.
    }
  }
}

/** Refs, HEAD, branch, reflogs, stash and index as they were. @throws Failed */
export async function bringBackWhole(store: Store, record: SnapshotRecord): Promise<void> {
  const { whole, commit, branch, id } = record
  if (!whole || (await restoreState(store, record))) return
  // Refs are shared with other working trees, or the record is an old one: only what is known to have moved is moved.
  const { git, gitFolder } = store.repository
  await moveRefs(store, whole.moved)
  const reason = ['-m', `tos: back to ${id}`]
  if (branch === null) await git.bytes(['update-ref', ...reason, '--no-deref', 'HEAD', commit ?? ''])
  else {
    const now = await git.call(['rev-parse', '-q', '--verify', `${branch}^{commit}`])
    const isThere = now.code === 0
    if (commit !== null && now.out.toString().trim() !== commit)
      await git.bytes(['update-ref', ...reason, branch, commit])
    if (commit === null && isThere) await git.bytes(['update-ref', ...reason, '--no-deref', '-d', branch])
    if (readHead(store.repository).branch !== branch) await git.bytes(['symbolic-ref', ...reason, 'HEAD', branch])
  }
  const origHead = join(gitFolder, 'ORIG_HEAD')
  if (whole.origHead === null) rmSync(origHead, { force: true })
  else if (whole.origHead !== undefined) replaceFile(origHead, Buffer.from(whole.origHead))
  if (whole.index) await bringBackIndex(store, whole.index)
}

/** Where they still are as they were moved to; what somebody moved since stays. */
async function moveRefs(store: Store, moved: NonNullable<SnapshotRecord['whole']>['moved']): Promise<void> {
  if (Object.keys(moved).length === 0) return
  const now = movableRefs(store.repository)
  for (const [ref, { before, after }] of Object.entries(moved)) {
    if ((now[ref] ?? null) !== after) continue
    const args = before === null ? ['-d', ref] : [ref, before]
    await store.repository.git.bytes(['update-ref', '--no-deref', ...args])
  }
}

async function bringBackIndex(store: Store, { blob, mtimeMs, shared }: SavedIndex): Promise<void> {
  const { gitFolder } = store.repository
  const path = join(gitFolder, 'index')
  const content = async (object: string) => store.shadow.git.bytes(['cat-file', 'blob', object])
  if (shared) replaceFile(join(gitFolder, shared.name), await content(shared.blob))
  if (blob === null) return rmSync(path, { force: true })
  // Its old time goes with it: entries younger than the index are looked at again.
  replaceFile(path, await content(blob), { lock: `${path}.lock`, mtimeMs })
}
