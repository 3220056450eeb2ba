// "While you were away": what happened to a loop since this person last looked at it.
import type { Seen } from '../files/preferences.ts'
import { mostSeen } from '../files/preferences.ts'
import type { Overview } from '../views/overview.ts'
import type { Words } from './language/words.ts'
import { shortDuration } from './times.ts'

/** How far the loop is, to be compared with later; null before a loop began. */
export function seenNow(root: string, { state, totals, jobs }: Overview, at: string): Seen | null {
  if (!state.loop) return null
  const { allow, ask, deny } = totals
  const { id, usage } = state.loop
  const done = [...jobs.older, ...jobs.newer].filter(({ endedAt }) => endedAt !== null).length
  return { root, loop: id, at, jobs: Math.max(done, state.loop.jobsDone), allow, ask, deny, costUsd: usage.costUsd }
}

/** The newest first, one per project. */
export const remember = (seen: readonly Seen[], now: Seen): Seen[] =>
  [now, ...seen.filter(({ root }) => root !== now.root)].slice(0, mostSeen)

/** A sentence, or null when there is nothing to tell. `now`: milliseconds since the epoch. */
export function awayText(before: Seen | undefined, after: Seen | null, now: number, words: Words): string | null {
  if (!before || !after || before.loop !== after.loop) return null
  const jobs = after.jobs - before.jobs
  const denied = after.deny - before.deny
  const asked = after.ask - before.ask
  const cost = after.costUsd - before.costUsd
  const facts = [
    jobs > 0 ? words.away.jobs(jobs) : '',
    denied > 0 ? words.away.denied(denied) : '',
    asked > 0 ? words.away.asked(asked) : '',
    cost >= 0.005 ? `$${cost.toFixed(2)}` : '',
  ].filter(Boolean)
  if (facts.length === 0) return null
  return `${words.away.title(shortDuration(now - Date.parse(before.at)))} ${facts.join(', ')}`
}
