// A rollback or undo whose process died: the next command finishes it, or takes it back.
import { rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { markerName } from '../executor/environment.ts'
import { killTree, marked } from '../executor/kill-tree.ts'
import {
  carryOut,
  goalOfUndo,
  prepare,
  saveBefore,
  takeBack,
  touchedNames,
  type Goal,
} from '../checkpoints/rollback.ts'
import type { Saved } from '../checkpoints/record.ts'
import { removeLocks } from '../checkpoints/repository.ts'
import { resave } from '../checkpoints/snapshot.ts'
import { movableRefs } from '../checkpoints/find-repository.ts'
import { listStore, openStore, type Store } from '../checkpoints/store.ts'
import type { Fact } from '../core/event.ts'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { openGitFence } from '../executor/git/fence.ts'
import { isThere } from '../files/open-regular.ts'
import { acquireLock } from '../files/lock.ts'
import { restorePath, storeIdPath, storesFolder } from '../files/layout.ts'
import { join } from 'node:path'
import { readRestoreFile } from './restore-file.ts'
import { commitOf, type RestoreFile } from './restore.ts'
import { reasonOf } from './snapshots.ts'

/** Milliseconds that git processes of the dead one may still take; then they are ended. */
const patienceMs = 20_000
const pollMs = 20

/** Removes nothing that is old or large. */
const lookingOnly = {
  silenceMs: 600_000,
  settings: {
    keep: Number.MAX_SAFE_INTEGER,
    maxAgeDays: Number.MAX_SAFE_INTEGER,
    maxFileBytes: Number.MAX_SAFE_INTEGER,
    maxIgnoredBytes: Number.MAX_SAFE_INTEGER,
    workspace: '/',
    remade: [],
    own: [],
  },
}

export interface SettleOptions {
  readonly root: string
  readonly logs: string
  readonly environment: NodeJS.ProcessEnv
  readonly say: (line: string) => void
}

/** The facts to tell the journal; none when nothing was under way. Needs no configuration: that may be half written. */
export async function settle(options: SettleOptions): Promise<Result<readonly Fact[]>> {
  const { root, logs } = options
  const path = restorePath(logs)
  if (!isThere(path)) return succeed([])
  const locked = await acquireLock(join(logs, 'runner.lock'), root, 'finishing a rollback')
  if (!locked.ok) return locked
  try {
    // Another command may have done it while this one waited for the lock.
    if (!isThere(path)) return succeed([])
    const file = readRestoreFile(path)
    if (!file.ok) return fail(await damaged(options, path, file.failure))
    const facts = await finish(options, file.value)
    if (facts.ok) rmSync(path, { force: true })
    return facts
  } catch (error) {
    return fail(stuck(path, reasonOf(error)))
  } finally {
    locked.value.release()
  }
}

/** Nobody knows what was under way; what was there before is in the newest snapshot of its kind. */
async function damaged({ root, logs, environment }: SettleOptions, path: string, cause: Failure): Promise<Failure> {
  const newest = await newestSaving({ root, logs, environment }).catch(() => null)
  return {
    what: `tells of an interrupted rollback, but ${cause.what}`,
    where: cause.where ?? path,
    remedy:
      newest === null
        ? 'remove it; no snapshot from before a rollback is left, so look at the files before you go on'
        : `remove it, then 'tos rollback ${newest}' puts back what was there before`,
    exitCode: exitCodes.failed,
  }
}

async function newestSaving(place: Pick<SettleOptions, 'root' | 'logs' | 'environment'>): Promise<string | null> {
  const folders = { stores: storesFolder(place.environment, null), idFile: storeIdPath(place.logs) }
  const opened = await openStore({ ...place, ...folders, ...lookingOnly, fence: await openGitFence(place.environment) })
  if (!opened.ok || !opened.value) return null
  const saved = await listStore(opened.value)
  return saved.findLast(({ kind }) => kind === 'rollback' || kind === 'undo')?.id ?? null
}

async function finish(options: SettleOptions, file: RestoreFile): Promise<Result<readonly Fact[]>> {
  const { root, logs, environment, say } = options
  await outlived(file.marker)
  say(`the ${file.kind} to ${file.goal.text} was interrupted; finishing it`)
  const opened = await openStore({
    root,
    logs,
    stores: file.stores ?? storesFolder(environment, null),
    idFile: storeIdPath(logs),
    known: () => (file.savedObject === undefined ? new Map() : new Map([[file.saved, file.savedObject]])),
    environment,
    ...lookingOnly,
    fence: await openGitFence(environment),
    marker: { [markerName]: file.marker },
    endLeftovers: () => killTree(null, file.marker),
  })
  if (!opened.ok) return opened
  const store = opened.value
  if (!store) return fail(stuck(restorePath(logs), 'the repository is gone'))
  removeLocks(store.repository, file.branch)
  const saved = await listStore(store)
  const before = saved.find(({ id }) => id === file.saved)
  if (!before) return fail(stuck(restorePath(logs), `the snapshot ${file.saved} is gone`))
  await rememberMoved(store, file, before)
  const goal = goalOf(file, saved)
  if (!goal) return backTo(store, file, before, 'its target is gone', say)
  const { job, step } = file.place
  try {
    const prepared = await prepare(store, goal)
    const found = await saveBefore(store, prepared, file.place, 'found')
    await carryOut(store, prepared, found, { fetchSilenceMs: 0, say })
    const files = touchedNames(prepared.plan).length
    const savedObject = (await listStore(store, new Map())).find(({ id }) => id === before.id)?.object ?? before.object
    say(`finished; what was found half done is ${found.id}, what was there before is ${file.saved}`)
    return succeed([
      {
        type: `${file.kind}.finished`,
        job,
        step,
        saved: file.saved,
        commit: commitOf(goal),
        files,
        found: found.id,
        savedObject,
        foundObject: found.object,
      },
    ])
  } catch (error) {
    return backTo(store, file, before, reasonOf(error), say)
  }
}

async function backTo(
  store: Store,
  file: RestoreFile,
  before: Saved,
  reason: string,
  say: (line: string) => void,
): Promise<Result<readonly Fact[]>> {
  await takeBack(store, before)
  say(`taken back (${reason}); everything is as it was before`)
  const { job, step } = file.place
  return succeed([{ type: `${file.kind}.takenBack`, job, step, saved: file.saved, reason }])
}

/** git processes do not die with the one that started them. */
async function outlived(marker: string): Promise<void> {
  if (marker === '') return
  const end = performance.now() + patienceMs
  while (marked(marker).length > 0 && performance.now() < end) await delay(pollMs)
  await killTree(null, marker)
}

/** A fetch may have moved refs before the process could remember it. */
async function rememberMoved(store: Store, file: RestoreFile, before: Saved): Promise<void> {
  if (file.goal.kind !== 'commit' || !before.whole || Object.keys(before.whole.moved).length > 0) return
  const now = movableRefs(store.repository)
  const moved = [...new Set([...Object.keys(file.refs), ...Object.keys(now)])].flatMap((ref) => {
    const [from, to] = [file.refs[ref] ?? null, now[ref] ?? null]
    return from === to ? [] : [[ref, { before: from, after: to }] as const]
  })
  if (moved.length === 0) return
  const text = await store.shadow.git.text(['rev-parse', `${before.object}^@`])
  const made = { id: before.id, object: before.object, record: before, parents: text.split('\n').filter(Boolean) }
  const { object: _object, isPinned: _isPinned, ...record } = before
  await resave(
    store,
    made,
    { ...record, whole: { ...before.whole, moved: Object.fromEntries(moved) } },
    moved.flatMap(([, { before: old }]) => old ?? []),
  )
}

function goalOf({ goal }: RestoreFile, saved: readonly Saved[]): Goal | null {
  if (goal.kind === 'commit') return goal
  const record = saved.find(({ id }) => id === goal.id)
  if (!record) return null
  if (goal.kind === 'files') return { kind: 'snapshot', record, text: goal.text, isUndo: false, only: goal.names }
  return goal.isUndo ? goalOfUndo(record, saved) : { kind: 'snapshot', record, text: goal.text, isUndo: false }
}

const stuck = (path: string, reason: string): Failure => ({
  what: `an interrupted rollback can neither be finished nor taken back: ${reason}`,
  where: path,
  remedy: "mend that and try again; everything is in the snapshot it names, in the store ('tos checkpoints')",
  exitCode: exitCodes.failed,
})
