// Rollback and undo: find out what will be touched, save all of it, do it; or take it back.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import { saidLast } from './git.ts'
import { lookInto, takeInto } from './look.ts'
import { foldersAbove, joinZero, nameOf, shown, splitZero, type Name } from './names.ts'
import { dropRef, writeTree } from './objects.ts'
import { planFiles, planReset, type Next, type Plan } from './plan.ts'
import { isSavedId, type Saved, type SnapshotRecord } from './record.ts'
import { refusal, type Repository } from './repository.ts'
import { bringBack, bringBackWhole, syncFiles } from './restore.ts'
import { excludePattern } from './shadow.ts'
import { resave, saveWhole, type Made, type Place } from './snapshot.ts'
import { modesOf, takeTree, type Taken } from './take.ts'
import { readRefs } from './staged.ts'
import { listStore, type Store } from './store.ts'

/** Where a restoring goes: a commit to reset to, or a snapshot to bring back. */
export type Goal =
  | { readonly kind: 'commit'; readonly commit: string; readonly text: string }
  | {
      readonly kind: 'snapshot'
      readonly record: Saved
      readonly text: string
      readonly isUndo: boolean
      /** Of an undo: what came after the snapshot. */
      readonly next?: Next
    }

export interface Prepared {
  readonly goal: Goal
  readonly taken: Taken
  readonly plan: Plan
  /** HEAD, index and refs are touched too. */
  readonly isWhole: boolean
}

export interface SavedWhole extends Made {
  /** Index file that describes the working tree as it was saved. */
  readonly index: string
}

/** Looks only; nothing of the user's is touched. @throws Failed when it is to be refused. */
export async function prepare(store: Store, goal: Goal): Promise<Prepared> {
  const isWhole = goal.kind === 'commit' || (goal.isUndo && goal.record.whole !== null)
  const refused = isWhole ? refusal(store.repository) : null
  if (refused) throw new Failed(refused)
  const taken = await takeTree(store, true)
  const plan =
    goal.kind === 'commit'
      ? await planReset(store, taken, goal.commit)
      : await planFiles(store, taken, goal.record, goal.next)
  return { goal, taken, plan, isWhole }
}

/** Saves everything that will be touched. @throws Failed; then nothing may be touched. */
export function saveBefore(
  store: Store,
  prepared: Prepared,
  place: Place,
  kind: 'rollback' | 'undo' | 'found',
): Promise<SavedWhole> {
  const { plan, taken, goal, isWhole } = prepared
  const touched = [...plan.created, ...plan.changed, ...plan.deleted]
  const target = goal.kind === 'snapshot' ? goal.record.id : goal.commit
  return saveWhole(store, taken, {
    ...place,
    kind,
    name: goal.text,
    target,
    extra: plan.extra,
    touched,
    folders: [...plan.folders, ...plan.present],
    isWhole,
  })
}

export interface CarryOptions {
  readonly fetchSilenceMs: number
  /** Lines of the runbook and of git. */
  readonly say: (line: string) => void
}

/** Does what was prepared and saved. @throws Failed; then `takeBack` is due. */
export async function carryOut(
  store: Store,
  prepared: Prepared,
  saved: SavedWhole,
  options: CarryOptions,
): Promise<void> {
  const { goal, plan } = prepared
  if (goal.kind === 'commit') return resetTo(store, goal.commit, plan, saved, options)
  await bringBack(store, saved.index, plan, goal.record)
  if (!goal.isUndo || !goal.record.whole) return
  const { moved } = goal.record.whole
  const back = Object.entries(moved).map(([ref, { before, after }]) => [ref, { before: after, after: before }])
  if (back.length > 0 && saved.record.whole)
    await resave(store, saved, { ...saved.record, whole: { ...saved.record.whole, moved: Object.fromEntries(back) } })
  await bringBackWhole(store, goal.record)
}

async function resetTo(
  store: Store,
  commit: string,
  plan: Plan,
  saved: SavedWhole,
  { say, fetchSilenceMs }: CarryOptions,
): Promise<void> {
  const { git, top } = store.repository
  const run = async (args: readonly string[]): Promise<void> => {
    say(`git ${args.join(' ')}`)
    sayAll(say, await git.bytes(args))
  }
  const kept = await fetch(store, saved, say, fetchSilenceMs)
  await distrust(store, plan.trusted)
  await run(['reset', '--hard', commit])
  await protect(store, kept)
  say('git clean -fd')
  sayAll(say, await git.bytes(['clean', '-fd', ...keepLogs(store)], { environment: { GIT_LITERAL_PATHSPECS: '0' } }))
  syncFiles(top, [...plan.created, ...plan.changed])
}

/** The index is saved, and the reset writes it anew anyway. */
async function distrust({ repository, shadow }: Store, names: readonly Name[]): Promise<void> {
  if (names.length === 0) return
  const environment = { GIT_INDEX_FILE: join(repository.gitFolder, 'index') }
  const args = ['update-index', '-z', '--no-assume-unchanged', '--stdin']
  await shadow.git.bytes(args, { input: joinZero(names), environment })
}

const sayAll = (say: (line: string) => void, output: Buffer): void => {
  for (const line of output.toString('utf8').split('\n').filter(Boolean)) say(line)
}

/** No remote, no network and no rights are notes. What it moves is remembered, so that undo can move it back. */
async function fetch(
  store: Store,
  saved: SavedWhole,
  say: (line: string) => void,
  silenceMs: number,
): Promise<SavedWhole> {
  say('git fetch')
  const { git } = store.repository
  const remotes = await git.text(['remote'])
  if (remotes === '' || silenceMs === 0) {
    say(remotes === '' ? 'no remote' : 'not fetched again')
    return saved
  }
  const before = await readRefs(store)
  const { code, err } = await git.call(['fetch', '--no-write-fetch-head', '--no-auto-maintenance'], { silenceMs })
  for (const line of err.split('\n').filter(Boolean)) say(line)
  if (code !== 0) say(`note: fetch failed (${saidLast({ code, err, out: Buffer.alloc(0) })}); going on without it`)
  const after = await readRefs(store)
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const moved = [...names].flatMap((ref) => {
    const [from, to] = [before[ref] ?? null, after[ref] ?? null]
    return from === to ? [] : [[ref, { before: from, after: to }] as const]
  })
  if (moved.length === 0 || !saved.record.whole) return saved
  const whole = { ...saved.record.whole, moved: Object.fromEntries(moved) }
  return resave(
    store,
    saved,
    { ...saved.record, whole },
    moved.flatMap(([, { before: old }]) => old ?? []),
  )
}

/** Files that clean would take and nobody saved: ignored until the reset, or written since. */
async function protect(store: Store, saved: SavedWhole): Promise<SavedWhole> {
  const { shadow, repository } = store
  const environment = { GIT_INDEX_FILE: saved.index }
  const listed = await repository.git.bytes([
    'ls-files',
    '-o',
    '-z',
    '--full-name',
    '--directory',
    '--exclude-standard',
  ])
  const names = splitZero(listed)
  const folders = names.flatMap((name) => (name.endsWith('/') ? [name.slice(0, -1)] : []))
  const inside = await lookInto(shadow.git, repository.top, folders)
  const going = [...names.filter((name) => !name.endsWith('/')), ...inside.files]
  const held = new Set(splitZero(await shadow.git.bytes(['ls-files', '-z'], { environment })))
  const logs = `${nameOf(store.logs.slice(repository.top.length + 1))}/`
  const unsaved = going.filter((name) => !held.has(name) && !name.startsWith(logs))
  const emptyFolders = [...new Set([...saved.record.emptyFolders, ...inside.emptyFolders])]
  if (unsaved.length === 0 && emptyFolders.length === saved.record.emptyFolders.length) return saved
  await takeInto(shadow, saved.index, unsaved)
  const above = new Set([...unsaved, ...inside.emptyFolders].flatMap(foldersAbove))
  const modes = { ...saved.record.modes, ...modesOf(store, [...unsaved, ...inside.emptyFolders, ...above]) }
  return resave(store, saved, { ...saved.record, modes, emptyFolders, tree: await writeTree(store, saved.index) })
}

function keepLogs({ logs, repository }: Store): string[] {
  return ['-e', shown(excludePattern(nameOf(logs.slice(repository.top.length))))]
}

/** Everything as it was before: the snapshot of it is brought back. Works from any half-done state. @throws Failed */
export async function takeBack(store: Store, record: SnapshotRecord): Promise<void> {
  removeLocks(store.repository, record.branch)
  const taken = await takeTree(store, true)
  const plan = await planFiles(store, taken, record, nextOf(record, await listStore(store)))
  const index = `${store.shadow.index}.restore`
  const held = await saveWhole(store, taken, {
    ...record,
    kind: 'found',
    target: record.id,
    extra: plan.extra,
    touched: [],
    folders: [...plan.folders, ...plan.present],
    isWhole: record.whole !== null,
  })
  await bringBack(store, index, plan, record)
  await bringBackWhole(store, record)
  // It is the half-done state of a moment ago; nobody worked on it.
  await dropRef(store, held.id)
}

/** Locks that a killed git of ours left. Callers have made sure that it is gone, and that there were none before it. */
export function removeLocks({ gitFolder, commonFolder }: Repository, branch: string | null): void {
  const own = ['index', 'HEAD', 'ORIG_HEAD'].map((name) => join(gitFolder, name))
  const shared = ['packed-refs', ...(branch === null ? [] : [branch])].map((name) => join(commonFolder, name))
  for (const path of [...own, ...shared].map((name) => `${name}.lock`)) if (existsSync(path)) rmSync(path)
}

export const nothingToUndo = (root: string): Failed =>
  new Failed({
    what: 'nothing to undo: no rollback was made here',
    where: root,
    remedy: "see 'tos checkpoints'",
    exitCode: exitCodes.failed,
  })

/** The snapshot that undo brings back: of the last rollback, or of the last undo. */
export const lastBefore = (saved: readonly Saved[]): Saved | undefined =>
  saved.filter(({ kind }) => kind === 'rollback' || kind === 'undo').at(-1)

/** What undo goes to; null when there was no rollback. */
export function undoGoal(saved: readonly Saved[]): Goal | null {
  const record = lastBefore(saved)
  return record ? goalOfUndo(record, saved) : null
}

export function goalOfUndo(record: Saved, saved: readonly Saved[]): Goal {
  const next = nextOf(record, saved)
  return { kind: 'snapshot', record, text: record.id, isUndo: true, ...(next && { next }) }
}

/** Where the restoring went that the snapshot was made for. */
function nextOf({ target }: SnapshotRecord, saved: readonly Saved[]): Next | undefined {
  if (target === null) return undefined
  const snapshot = saved.find(({ id }) => id === target)
  return isSavedId(target) ? snapshot : { tree: target, emptyFolders: [] }
}

export const touchedNames = ({ created, changed, deleted }: Plan): Name[] => [...created, ...changed, ...deleted]
