// Folds the beginning and the end of a job.
import type { EventOf } from './event.ts'
import { freshJob } from './fresh-job.ts'
import { outdated } from './proof.ts'
import type { State } from './state.ts'
import { inLoop } from './within.ts'

export function jobStarted(state: State, event: EventOf<'job.started'>): State {
  const begun = { ...state, job: freshJob(event, state.run), step: null }
  return outdated(inLoop(begun, { lastJob: event.job, firstStep: 1, completion: null }), event.evidence)
}

export function jobFinished(state: State, event: EventOf<'job.finished'>): State {
  if (!state.job || !state.run || !state.loop) return state
  const { index } = event
  return inLoop(
    {
      ...state,
      job: { ...state.job, isDone: true },
      run: { ...state.run, jobsFinished: state.run.jobsFinished + 1, isPayloadFresh: false, recheck: null },
    },
    {
      jobsDone: state.loop.jobsDone + (index === null ? 0 : 1),
      nextIndex: index === null ? state.loop.nextIndex : index + 1,
      phase: state.loop.phase && { ...state.loop.phase, index: index === null ? null : index + 1 },
    },
  )
}
