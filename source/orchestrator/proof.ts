// What the runner finds out about the files that prove a job done, as facts.
import type { Fact } from '../core/event.ts'
import { doneChecks } from '../core/settings.ts'
import type { JobState, State } from '../core/state.ts'
import { belatedEvidence, outdatedIn, putBack, writtenSince, type Known } from '../files/evidence.ts'
import type { Context } from './context.ts'

const knownOf = ({ loop }: State, { proof }: JobState): Known => ({ ...proof, outdated: loop?.outdated ?? {} })
const open = ({ job }: State): JobState | null => (job && !job.isDone ? job : null)

/** What a job shows for itself, where that is anything new: `{ written }` or nothing. */
export function seenWritten(root: string, state: State): { written?: Record<string, string> } {
  const job = open(state)
  const written = job ? writtenSince(root, knownOf(state, job)) : {}
  return Object.keys(written).length > 0 ? { written } : {}
}

/** The same before a rollback: what is older than the job is none of its work, whoever put it there. */
export function seenBefore(root: string, state: State): { written?: Record<string, string> } {
  const old = state.loop?.outdated ?? {}
  const written = Object.entries(seenWritten(root, state).written ?? {}).filter(
    ([path, content]) => !old[path]?.includes(content),
  )
  return written.length > 0 ? { written: Object.fromEntries(written) } : {}
}

/** Behind a rollback, while nobody has touched what it put back. */
export function seenPutBack(root: string, state: State): { evidence?: Record<string, string> } {
  const job = open(state)
  const evidence = job ? putBack(root, knownOf(state, job)) : {}
  return Object.keys(evidence).length > 0 ? { evidence } : {}
}

/** A run goes on with a job of a run before it: what lies there may have been put back or carried, and checks may be new. */
export function resumedJob({ layout: { root }, settings, state, now }: Context): Fact[] {
  const job = open(state())
  if (!job) return []
  const { known, isRestoring, isTreeNew } = job.proof
  const since = isTreeNew ? null : job.startedAt
  const added = doneChecks(settings).filter((check) => check.kind === 'file' && known[check.path] === undefined)
  const evidence = {
    ...(isRestoring ? putBack : outdatedIn)(root, knownOf(state(), job)),
    ...Object.fromEntries(
      added.flatMap((check) =>
        check.kind === 'file' ? [[check.path, belatedEvidence(root, check.path, since, now())]] : [],
      ),
    ),
  }
  return isRestoring || Object.keys(evidence).length > 0 ? [{ type: 'job.resumed', job: job.job, evidence }] : []
}
