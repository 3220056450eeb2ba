// What is so at the moment, as far as keys depend on it.
import { isOpenGrant } from '../../core/approval.ts'
import type { Grant } from '../../core/question.ts'
import type { State } from '../../core/state.ts'
import { limitThatEnded } from '../../core/limits.ts'
import type { Words } from '../words/words.ts'
import type { ScreenLayout } from './layout.ts'
import type { Snapshot } from './store.ts'

/** What must be so for a key to act; each has a sentence that says why it does not. */
export type Need = Exclude<keyof Words['why'], 'readOnly' | 'underWay'>

/** What a person has opened for this run, and it still is. */
export const openGrants = ({ run, ts }: State): readonly Grant[] =>
  run && !run.ended ? run.grants.filter((grant) => isOpenGrant(grant, ts)) : []

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
  readonly isHere: boolean
  readonly layout: ScreenLayout
}

export function needsMet(facts: NeedFacts): ReadonlySet<Need> {
  const { snapshot, isReadOnly, isPast, isAnswerable, hasCheckpoints, isHere, layout } = facts
  const isSo: Record<Need, boolean> = {
    control: !isReadOnly && snapshot.control.isMine,
    running: snapshot.isRunning,
    idle: !snapshot.isRunning,
    limits: snapshot.isRunning || limitThatEnded(snapshot.overview.state) !== null,
    question: isAnswerable,
    grants: openGrants(snapshot.overview.state).length > 0,
    here: isHere,
    checkpoints: hasCheckpoints,
    review: isPast,
    live: !isPast,
    wide: layout.kind === 'wide',
    size: layout.kind === 'wide' || layout.kind === 'single',
  }
  return new Set((Object.keys(isSo) as Need[]).filter((need) => isSo[need]))
}
