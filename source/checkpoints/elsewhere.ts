// A store that holds nothing of what the journal tells: the project's own lies with another user, on another machine, or is gone.
import { exitCodes, type Failure } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import type { Saved } from './record.ts'
import type { Store } from './store.ts'

/** Who only looks must not be told that nothing was saved. `told` is what the journal says; null on an ordinary day. */
export function heldElsewhere(
  { stores }: Pick<Store, 'stores'>,
  saved: readonly Pick<Saved, 'id'>[],
  told: ReadonlyMap<string, string>,
): Failure | null {
  const ids = [...told].flatMap(([id, object]) => (object === '' ? [] : [id]))
  if (ids.length === 0 || saved.some(({ id }) => ids.includes(id))) return null
  return {
    what: `the journal tells of ${counted(ids.length, 'snapshot')}, and the store here holds none of them`,
    where: stores,
    remedy:
      "call it as the user who ran the loop, or name the folder of that user's stores as 'checkpoints.store' in config/tos.json",
    exitCode: exitCodes.failed,
  }
}
