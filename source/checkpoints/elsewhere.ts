// A store that holds nothing of what the journal tells: the project's own lies with another user, on another machine, or is gone.
import { exitCodes, type Failure } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import type { Saved } from './record.ts'
import type { Store } from './store.ts'

/**
 * Who only looks must not be told that nothing was saved, or no snapshot `wanted`. `told` is what the journal says; null on an
 * ordinary day.
 */
export function heldElsewhere(
  { stores }: Pick<Store, 'stores'>,
  saved: readonly Pick<Saved, 'id'>[],
  told: ReadonlyMap<string, string>,
  wanted?: string,
): Failure | null {
  const held = new Set(saved.map(({ id }) => id))
  const ids = [...told].flatMap(([id, object]) => (object === '' ? [] : [id]))
  const isElsewhere = ids.length > 0 && !ids.some((id) => held.has(id))
  if (!isElsewhere && (wanted === undefined || held.has(wanted) || !ids.includes(wanted))) return null
  const all = `the journal tells of ${counted(ids.length, 'snapshot')}, and the store here holds none of them`
  return {
    what: isElsewhere ? all : `the journal tells of ${wanted}, and the store here does not hold it`,
    where: stores,
    remedy:
      "call it as the user who ran the loop, on the host that ran it, or name the folder of that user's stores as 'checkpoints.store' in config/tos.json",
    exitCode: exitCodes.failed,
  }
}
