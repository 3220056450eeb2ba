// Rollback and undo: find out what will be touched, save all of it, do it; or take it back.
import { exitCodes, Failed } from '../core/failure.ts'
import type { Name } from './names.ts'
import { importHistory } from './import.ts'
import { keepState } from './keep-state.ts'
import { commitTree, dropRef } from './objects.ts'
import { withoutOwn } from './own.ts'
import { onlyOf } from './only.ts'
import { isRuined, lossNotes, lossOf, type Loss } from './git-loss.ts'
import { repair } from './restore-state.ts'
import { planFiles, planReset, type Next, type Plan } from './plan.ts'
import { isSavedId, type Saved, type SnapshotRecord } from './record.ts'
import { lockRefusal, refusal, removeLocks } from './repository.ts'
import { resetTo, type CarryOptions } from './reset.ts'
import { bringBack, bringBackWhole } from './restore.ts'
import { resave, saveWhole, type Place, type SavedWhole } from './snapshot.ts'
import { listStore, type Store } from './store.ts'
import { takeTree, type Taken } from './take.ts'

/** Where a restoring goes: a commit to reset to, or a snapshot to bring back. */
export type Goal =
  | { readonly kind: 'commit'; readonly commit: string; readonly text: string }
  | {
      readonly kind: 'snapshot'
      readonly record: Saved
      readonly text: string
      readonly isUndo: boolean
      /** These files and folders alone; none: everything. */
      readonly only?: readonly Name[]
      /** Of an undo: what came after the snapshot. */
      readonly next?: Next
    }

export interface Prepared {
  readonly goal: Goal
  readonly taken: Taken
  readonly plan: Plan
  /** HEAD, index and refs are touched too. */
  readonly isWhole: boolean
  /** What git has lost since the snapshot: it comes back with the files. */
  readonly loss: Loss | null
}

/** Looks only; nothing of the user's is touched. @throws Failed when it is to be refused. */
export async function prepare(store: Store, wanted: Goal): Promise<Prepared> {
  const goal = wanted.kind === 'commit' ? wanted : { ...wanted, record: await withoutOwn(store, wanted.record) }
  const isOfStep = goal.kind === 'snapshot' && goal.isUndo && goal.record.kind === 'step'
  // What a step left half done in git goes with it.
  const ruined = isOfStep && (await isRuined(store, goal.record))
  const isWhole = goal.kind === 'commit' || (goal.isUndo && goal.record.whole !== null && !ruined)
  const refused = isOfStep ? lockRefusal(store.repository) : isWhole ? refusal(store.repository) : null
  if (refused) throw new Failed(refused)
  const taken = await takeTree(store, true)
  if (goal.kind === 'commit') {
    const { imported } = await keepState(store)
    await importHistory(store.shadow, [goal.commit], imported)
    return { goal, taken, plan: await planReset(store, taken, goal.commit), isWhole, loss: null }
  }
  if (goal.only) {
    const record = await onlyOf(store, taken, goal.record, goal.only)
    const plan = await planFiles(store, taken, record)
    return { goal: { ...goal, record }, taken, plan: { ...plan, notes: [] }, isWhole, loss: null }
  }
  const plan = await planFiles(store, taken, goal.record, goal.next)
  const loss = isWhole ? null : await lossOf(store, goal.record)
  const locked = loss?.isRuined || loss?.index ? lockRefusal(store.repository) : null
  if (locked) throw new Failed(locked)
  return { goal, taken, plan: { ...plan, notes: [...plan.notes, ...lossNotes(loss, goal.text)] }, isWhole, loss }
}

/** Saves everything that will be touched. @throws Failed; then nothing may be touched. */
export async function saveBefore(
  store: Store,
  prepared: Prepared,
  place: Place,
  kind: 'rollback' | 'undo' | 'found',
): Promise<SavedWhole> {
  const { plan, taken, goal, isWhole } = prepared
  const touched = [...plan.created, ...plan.changed, ...plan.deleted]
  // What it goes to is in no snapshot: it is kept, so that an undo knows what came with it.
  const part =
    goal.kind === 'snapshot' && goal.only ? await commitTree(store, goal.record.tree, [], `tos: ${goal.text}`) : null
  const target = part ?? (goal.kind === 'snapshot' ? goal.record.id : goal.commit)
  return saveWhole(store, taken, {
    ...place,
    kind,
    name: goal.text,
    target,
    extra: plan.extra,
    touched,
    folders: [...plan.folders, ...plan.present],
    isWhole,
    keeps: part === null ? [] : [part],
  })
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
  if (prepared.loss) await repair(store, goal.record, prepared.loss)
  if (!prepared.isWhole || !goal.record.whole) return
  const { moved } = goal.record.whole
  const back = Object.entries(moved).map(([ref, { before, after }]) => [ref, { before: after, after: before }])
  if (back.length > 0 && saved.record.whole)
    await resave(store, saved, { ...saved.record, whole: { ...saved.record.whole, moved: Object.fromEntries(back) } })
  await bringBackWhole(store, goal.record)
}

/** Everything as it was before: the snapshot of it is brought back. Works from any half-done state. @throws Failed */
export async function takeBack(store: Store, saved: SnapshotRecord): Promise<void> {
  const record = await withoutOwn(store, saved)
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

export const nothingToUndo = (root: string): Failed =>
  new Failed({
    what: 'nothing to undo: no rollback was made here, and no step has changed anything',
    where: root,
    remedy: "see 'tos checkpoints'",
    exitCode: exitCodes.failed,
  })

/** The snapshot that undo brings back: of the last rollback, or of the last undo. */
export const lastBefore = (saved: readonly Saved[]): Saved | undefined =>
  saved.findLast(({ kind }) => kind === 'rollback' || kind === 'undo')

/** What undo goes to; null when there was no rollback. */
export function undoGoal(saved: readonly Saved[]): Goal | null {
  const record = lastBefore(saved)
  return record ? goalOfUndo(record, saved) : null
}

export function goalOfUndo(record: Saved, saved: readonly Saved[]): Goal {
  const next = nextOf(record, saved)
  const { id: text } = record
  // Of a step all comes back too: HEAD, index and refs, as its snapshot knows them.
  const whole = record.kind === 'step' && record.git !== null ? { moved: {} } : record.whole
  return { kind: 'snapshot', record: { ...record, whole }, text, isUndo: true, ...(next && { next }) }
}

/** Where the restoring went that the snapshot was made for. */
function nextOf({ target }: SnapshotRecord, saved: readonly Saved[]): Next | undefined {
  if (target === null) return undefined
  const snapshot = saved.find(({ id }) => id === target)
  return isSavedId(target) ? snapshot : { tree: target, emptyFolders: [] }
}

export const touchedNames = ({ created, changed, deleted }: Plan): Name[] => [...created, ...changed, ...deleted]
