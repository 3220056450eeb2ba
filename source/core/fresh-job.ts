// A job as it begins.
import type { EventOf } from './event.ts'
import { freshProof } from './proof.ts'
import type { JobState, RunState } from './state.ts'
import { noUsage } from './usage.ts'

export const freshJob = (event: EventOf<'job.started'>, run: RunState | null): JobState => ({
  job: event.job,
  index: event.index,
  name: event.name,
  startedAt: event.ts,
  proof: freshProof(event.evidence, run),
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
