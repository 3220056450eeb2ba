// "While you were away": what happened to a loop since this person last looked at it.
import type { Seen } from '../../files/preferences.ts'
import { mostSeen } from '../../files/preferences.ts'
import { ruledVerdict, type Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import type { Words } from '../words/words.ts'
import type { Snapshot } from './store.ts'
import { shortDuration } from '../draw/times.ts'

/** Milliseconds after which somebody was away. */
const awayMs = 60_000

/** What is told, and of which time: everything after the last look. */
export interface Away {
  readonly text: string
  /** UTC. */
  readonly since: string
}

/** Something a person should look at: a question, a run that ended badly or died, a refusal. */
export interface Needing {
  readonly kind: 'question' | 'end' | 'deny'
  /** Of the question, of the run, or the place of the refusal in the journal. */
  readonly number: number
}

/** Tells one from every other, also when the list is made anew. */
export const needingKey = ({ kind, number }: Needing): string => `${kind} ${number}`

/** What needs a person, the most urgent first; refusals newest first, as they stand in their list. */
export function needing({ overview, isRunning }: Snapshot, since: string): Needing[] {
  const { state, decisions } = overview
  const { run, step } = state
  const isBadEnd = run !== null && (run.ended ? run.ended.exitCode !== 0 : !isRunning)
  const denied = all(decisions).filter((decision) => ruledVerdict(decision) === 'deny' && decision.ts > since)
  return [
    ...(step?.question && !run?.ended ? [{ kind: 'question', number: step.question.question } as const] : []),
    ...(isBadEnd ? [{ kind: 'end', number: run.run } as const] : []),
    ...denied.toReversed().map(({ seq }) => ({ kind: 'deny', number: seq }) as const),
  ]
}

/** What is told, with what of it was visited. */
export interface AwayTold extends Away {
  readonly visited: readonly Needing[]
}

/** What of it needs a person and was not visited yet. */
export function awayLeft(away: AwayTold | null, snapshot: Snapshot): Needing[] {
  const known = new Set(away?.visited.map(needingKey))
  return away ? needing(snapshot, away.since).filter((each) => !known.has(needingKey(each))) : []
}

export const visited = (away: AwayTold, each: Needing): AwayTold => ({ ...away, visited: [...away.visited, each] })

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

/** Null when there is nothing to tell. `now`: milliseconds since the epoch. */
export function awayFrom(before: Seen | undefined, after: Seen | null, now: number, words: Words): Away | null {
  if (!before || !after || before.loop !== after.loop || now - Date.parse(before.at) < awayMs) return null
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
  const title = words.away.title(shortDuration(now - Date.parse(before.at)))
  return { text: `${title} ${facts.join(', ')}`, since: before.at }
}
