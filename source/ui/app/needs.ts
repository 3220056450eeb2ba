// What is so at the moment, as far as keys depend on it.
import type { Need } from '../keys/keys.ts'
import type { ScreenLayout } from '../draw/layout.ts'
import type { Words } from '../words/words.ts'
import type { Snapshot } from './store.ts'

/** Why this viewer changes nothing now; null when it may. */
export function steersNot(
  { isReadOnly, isMine, isPast }: { isReadOnly: boolean; isMine: boolean; isPast: boolean },
  { why }: Words,
): string | null {
  if (isPast) return why.live
  if (isReadOnly) return why.readOnly
  return isMine ? null : why.control
}

interface NeedFacts {
  readonly snapshot: Pick<Snapshot, 'isRunning' | 'control' | 'overview'>
  readonly isReadOnly: boolean
  readonly isPast: boolean
  readonly isAnswerable: boolean
  readonly hasCheckpoints: boolean
  readonly layout: ScreenLayout
}

export function needsMet({
  snapshot,
  isReadOnly,
  isPast,
  isAnswerable,
  hasCheckpoints,
  layout,
}: NeedFacts): ReadonlySet<Need> {
  const facts: Record<Need, boolean> = {
    control: !isReadOnly && snapshot.control.isMine,
    running: snapshot.isRunning,
    idle: !snapshot.isRunning,
    limits: snapshot.isRunning || snapshot.overview.state.run?.limit !== null,
    question: isAnswerable,
    checkpoints: hasCheckpoints,
    review: isPast,
    live: !isPast,
    wide: layout.kind === 'wide',
    size: layout.kind === 'wide' || layout.kind === 'single',
  }
  return new Set((Object.keys(facts) as Need[]).filter((need) => facts[need]))
}
