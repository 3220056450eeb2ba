// The whole run: which effect comes next. Pure; the inside of a step is in decide-step.ts.
import { stoppedReason } from './end-reasons.ts'
import { nextInStep, record, runEnded } from './decide-step.ts'
import type { Effect } from './effect.ts'
import { limitReason, timeIsUp } from './limits.ts'
import { maxJobs } from './settings.ts'
import { isLooping, type JobState, type LoopState, type RunState, type State, type StepState } from './state.ts'
import { loopCompleteReason } from './wording.ts'

/** The next effect of a run that has started. `finish` means: the run has ended, stop driving. */
export function decide({ loop, run, job, step, ts }: State): Effect {
  if (!loop || !run || run.ended || loop.archivedTo) return { kind: 'finish' }
  const inside = { loop, run }
  const [asked] = run.checkpoints
  if (asked && !isExecuting(step)) return { kind: 'makeCheckpoint', ...asked }
  const isUp = run.limit === null ? timeIsUp(inside, ts) : null
  if (isUp) return record(isUp)
  const mayGoOn = !run.stop && !run.limit && !run.isPauseRequested
  if (job && step && !step.finished) {
    // A step left open by the run before: its prompts need the job input again.
    const needsPayload = mayGoOn && step.inDoubt === null && !run.isPayloadFresh
    return needsPayload ? { kind: 'readPayload' } : nextInStep({ loop, run, job, step })
  }
  if (run.limit) return record(runEnded(inside, 'limit', limitReason(run.limit)))
  if (run.stop) return record(runEnded(inside, 'stopped', stoppedReason))
  if (run.isPauseRequested)
    return run.isPaused ? { kind: 'waitForRequest' } : record({ type: 'run.paused', run: run.run })
  if (job?.isDone && !goesOn(run)) return record(runEnded(inside, 'done', doneText(run, job)))
  if (!run.isPayloadFresh) return { kind: 'readPayload' }
  if (!job || job.isDone) return nextJob(loop, run)
  return nextStep(loop, run, job, step)
}

/** Commands of a step are being run: the working tree is between two states. */
const isExecuting = (step: StepState | null): boolean =>
  step !== null && !step.finished && step.commands.some((command) => command.status !== 'waiting')

/** May this run begin another job? */
const goesOn = (run: RunState): boolean => run.jobsFinished === 0 || (run.until === 'loop' && isLooping(run))

/** end_reason of a job that is done. */
export function doneText(run: RunState, job: JobState): string {
  return job.index === null ? 'done' : `done (job ${job.index}/${maxJobs(run.settings.config)} completed)`
}

function nextJob(loop: LoopState, run: RunState): Effect {
  const limit = maxJobs(run.settings.config)
  const index = isLooping(run) ? loop.nextIndex : null
  if (index === null || index <= limit)
    return { kind: 'beginJob', job: Math.max(loop.lastJob + 1, index ?? 1), index, firstStep: loop.firstStep }
  const { completion } = loop
  const ended = (max: number) => runEnded({ loop, run }, 'loop_complete', loopCompleteReason(max))
  if (completion) return record(ended(completion.maxJobs))
  const last = Math.max(1, loop.lastJob)
  const step = 1 + Math.max(0, ...loop.rows.filter((row) => row.job === last).map((row) => row.step))
  return record({ type: 'loop.completed', maxJobs: limit, jobsExecuted: loop.jobsDone, job: last, step }, ended(limit))
}

function nextStep(loop: LoopState, run: RunState, job: JobState, step: StepState | null): Effect {
  const inside = { loop, run }
  const { max_steps: maxSteps } = run.settings.config
  const last = step?.finished
  if (last && last.seq > run.startSeq) {
    const reason = loop.phase?.reason ?? last.reason
    if (last.phase === 'fatal_error') return record(runEnded(inside, 'fatal_error', reason))
    if (last.phase === 'deny' && last.isStopped) return record(runEnded(inside, 'deny', reason))
    if (last.phase === 'max_steps_reached')
      return record(runEnded(inside, 'max_steps', `max_steps_reached: ${maxSteps}`))
  }
  const place = { job: job.job, step: job.nextStep }
  if (job.isExhausted && job.nextStep > maxSteps) {
    // Steps used up in an earlier run: look at the evidence once more, and write nothing when it is still missing.
    if (run.recheck === null) return { kind: 'checkDone', ...place }
    if (!run.recheck) return record(runEnded(inside, 'max_steps', `max_steps_reached: ${maxSteps}`))
  }
  const attempt = step?.step === job.nextStep ? step.attempt + 1 : 1
  return record({ type: 'step.started', ...place, attempt })
}
