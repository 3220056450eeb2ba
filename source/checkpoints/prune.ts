// Gives up snapshots that are too many or too old. Pinned ones, the last `u-` and what is still needed stay.
import { dropRef, setRef } from './objects.ts'
import { pinRef, type Saved } from './record.ts'
import { lastBefore } from './rollback.ts'
import { listStore, type Store } from './store.ts'
import { tidy } from './tidy.ts'

const dayMs = 86_400_000

/** Of snapshots, oldest first, those to give up. Checkpoints are the operator's and stay. */
export function outdated(
  saved: readonly Saved[],
  { keep, maxAgeDays, now, needed }: { keep: number; maxAgeDays: number; now: number; needed: ReadonlySet<string> },
): string[] {
  const last = lastBefore(saved)?.id
  const given = saved.filter(({ kind }) => kind !== 'checkpoint')
  const isTooOld = ({ at }: Saved) => now - Date.parse(at) > maxAgeDays * dayMs
  const mayGo = ({ id, isPinned }: Saved) => !isPinned && id !== last && !needed.has(id)
  const old = given.filter((one) => isTooOld(one) && mayGo(one))
  const rest = given.filter((one) => !old.includes(one))
  const tooMany = rest.filter(mayGo).slice(0, Math.max(0, rest.length - keep))
  return [...old, ...tooMany].map(({ id }) => id)
}

/** The ids that were given up. `needed` stays: of the running loop, or of a rollback not yet finished. */
export async function prune(store: Store, needed: readonly string[]): Promise<string[]> {
  const { keep, maxAgeDays } = store.settings
  const ids = outdated(await listStore(store), { keep, maxAgeDays, now: Date.now(), needed: new Set(needed) })
  for (const id of ids) await dropRef(store, id)
  // A store that cannot be tidied is as good as before, and only bigger.
  await tidy(store).catch(() => false)
  return ids
}

/** A pinned snapshot is never given up. */
export async function setPin(store: Store, { id, object }: Saved, isPinned: boolean): Promise<void> {
  if (isPinned) setRef(store, pinRef('', id), object)
  else await dropRef(store, pinRef('', id))
}
