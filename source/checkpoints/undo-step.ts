// Which step an undo takes back: the last one behind which something is not as it was before it.
import { diffTrees } from './compare.ts'
import { keepState, type KnownState } from './keep-state.ts'
import { withFolders } from './folder-modes.ts'
import type { Name } from './names.ts'
import type { Saved } from './record.ts'
import { goalOfUndo, type Goal } from './rollback.ts'
import { listStore, type Store } from './store.ts'
import { takeTree, type Taken } from './take.ts'

/** What git stands on, of the files of its state; the rest changes with every look. */
const telling =
  /^(?:HEAD|packed-refs|shallow|(?:MERGE|CHERRY_PICK|REVERT|BISECT)_HEAD|refs\/.*|reftable\/.*|rebase-(?:merge|apply)\/.*|logs\/refs\/stash)$/s

/**
 * `isOwn` says which snapshots are of steps that count. Null when everything is as it was before the first of them. Looks
 * only.
 */
export async function stepGoal(store: Store, isOwn: (id: string) => boolean): Promise<Goal | null> {
  const saved = await listStore(store)
  const steps = saved.filter(({ id, kind }) => kind === 'step' && isOwn(id))
  if (steps.length === 0) return null
  const taken = await takeTree(store, true)
  const state = await keepState(store)
  let seen = ''
  for (const record of steps.toReversed()) {
    // Nothing changed between the two.
    if (record.object === seen) continue
    seen = record.object
    if (await isOtherNow(store, record, { taken, state })) return goalOfUndo(record, saved)
  }
  return null
}

async function isOtherNow(
  store: Store,
  record: Saved,
  { taken, state }: { taken: Taken; state: KnownState },
): Promise<boolean> {
  if (record.tree !== taken.tree || !isSame(record.emptyFolders, taken.look.emptyFolders)) return true
  const modes = store.memory.modes ?? {}
  // An old record does not tell those of folders.
  if (!isSameModes(record.modes, record.holdsFolderModes ? modes : withFolders(modes, {}))) return true
  const { git } = record
  if (git === null) return false
  if (git.staged !== state.git.staged && !(await isSameTree(store, git.staged, state.git.staged))) return true
  const pairs = [[git.own, state.git.own] as const, [git.common, state.git.common] as const]
  for (const [before, now] of pairs) {
    if (before === now || before === null || now === null) continue
    if ((await diffTrees(store, before, now)).some(({ name }) => telling.test(name))) return true
  }
  return false
}

const isSame = (a: readonly Name[], b: readonly Name[]): boolean => a.toSorted().join('\0') === b.toSorted().join('\0')
const isSameModes = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.keys({ ...a, ...b }).every((name) => a[name] === b[name])

async function isSameTree(store: Store, before: string | null, now: string | null): Promise<boolean> {
  if (before === null || now === null) return before === now
  return (await diffTrees(store, before, now)).length === 0
}
