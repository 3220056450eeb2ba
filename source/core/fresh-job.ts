// A job as it begins, and as a later run goes on with it.
import type { EventOf } from './event.ts'
import type { JobState } from './state.ts'
import { noUsage } from './usage.ts'

export const freshJob = (event: EventOf<'job.started'>): JobState => ({
  job: event.job,
  index: event.index,
  name: event.name,
  startedAt: event.ts,
  evidence: event.evidence,
  firstStep: event.firstStep,
  nextStep: event.firstStep,
  history: [],
  observations: [],
  usage: noUsage,
  stalledSteps: 0,
  lastOutput: null,
  seen: [],
  isExhausted: false,
  isDone: false,
})

export const resumedJob = (job: JobState, { evidence }: EventOf<'job.resumed'>): JobState => ({
  ...job,
  evidence: { ...job.evidence, ...evidence },
})
