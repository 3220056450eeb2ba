// What a rollback or undo makes of a job's history: the model is not to believe in work whose files are gone.
import type { EventOf } from './event.ts'
import type { HistoryEntry, State } from './state.ts'

const outcome = 'put back'

/** The history says so from here on, where the job has done anything yet. */
export function putBack(state: State, event: EventOf<'rollback.started' | 'undo.started'>): State {
  const { job } = state
  if (!job || job.isDone || job.history.length === 0) return state
  const entry: HistoryEntry = { step: job.nextStep - 1, summary: '', outcome, reason: reasonOf(event, job.job) }
  return { ...state, job: { ...job, history: [...job.history, entry] } }
}

/** It could not be done: everything is as it was. */
export function putBackNone(state: State): State {
  const { job } = state
  if (!job || job.history.at(-1)?.outcome !== outcome) return state
  return { ...state, job: { ...job, history: job.history.slice(0, -1) } }
}

function reasonOf({ before, only, target }: EventOf<'rollback.started' | 'undo.started'>, job: number): string {
  const place = before ? (before.job === job ? `before step ${before.step}` : 'before this job') : `at ${target}`
  const what = only ? only.join(', ') : 'the project'
  return `an operator put ${what} back to what it was ${place}; what was done to it since is undone`
}
