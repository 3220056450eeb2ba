// What must not be forgotten while a run lasts: missing walls, nothing to put back, what a person has opened.
import { isOpenGrant } from '../core/approval.ts'
import type { RunState, State } from '../core/state.ts'

export interface WallBadge {
  readonly kind: 'sandbox off' | 'root without sandbox' | 'nothing can be put back'
  readonly reason: string
}

export type Badge =
  | WallBadge
  | {
      readonly kind: 'granted'
      readonly rule: string
      readonly program: string | null
      readonly until: string | null
      readonly by: string
    }
  | { readonly kind: 'note'; readonly text: string; readonly isKept: boolean; readonly by: string }

/** At `ts` (UTC). Empty before the first run. */
/** What is missing for as long as the run lasts; it stands in the plain lines and in the summary as well. */
export const wallsOf = ({ run }: Pick<State, 'run'>): WallBadge[] => (run ? wallBadges(run) : [])

/** Everything, for who looks now. */
export const badgesOf = ({ run, loop }: Pick<State, 'run' | 'loop'>, ts: string): Badge[] =>
  run ? [...wallBadges(run), ...grantBadges(run, ts), ...noteBadges(loop)] : []

const noteBadges = (loop: State['loop']): Badge[] =>
  (loop?.notes ?? []).map(({ text, isKept, by }) => ({ kind: 'note', text, isKept, by }))

function wallBadges({ sandbox, user }: RunState): WallBadge[] {
  if (!sandbox) return []
  const isBare = sandbox.kind === 'none'
  const kind = user === 'root' ? 'root without sandbox' : 'sandbox off'
  return [
    ...(isBare ? [{ kind, reason: sandbox.reason ?? '' } as const] : []),
    ...(sandbox.uncovered ? [{ kind: 'nothing can be put back', reason: sandbox.uncovered } as const] : []),
  ]
}

function grantBadges({ grants, ended }: RunState, ts: string): Badge[] {
  if (ended) return []
  return grants
    .filter((grant) => isOpenGrant(grant, ts))
    .map(({ rule, program = null, until, by }) => ({ kind: 'granted', rule, program, until, by }))
}

/** One line for people. */
export function badgeLine(badge: Badge): string {
  if (badge.kind === 'note') return `note by ${badge.by}${badge.isKept ? ', until taken back' : ''}: ${badge.text}`
  if (badge.kind !== 'granted') return `${badge.kind}${badge.reason ? ` (${badge.reason})` : ''}`
  const { rule, program, until, by } = badge
  const length = until === null ? 'to the end of the run' : `until ${until}`
  return `granted: ${rule}${program === null ? '' : ` for ${program}`} by ${by}, ${length}`
}
