// The whole run: which effect comes next. Pure; the inside of a step is in decide-step.ts.
import { nextInStep, record, runEnded } from './decide-step.ts'
import type { Effect } from './effect.ts'
import { maxJobs } from './settings.ts'
import { isLooping, type JobState, type LoopState, type RunState, type State, type StepState } from './state.ts'
import { loopCompleteReason } from './wording.ts'

/** The next effect of a run that has started. `finish` means: the run has ended, stop driving. */
export function decide({ loop, run, job, step }: State): Effect {
  if (!loop || !run || run.ended || loop.archivedTo) return { kind: 'finish' }
  if (job && step && !step.finished) {
    const mayGoOn = step.inDoubt === null && !run.stop && !run.isPauseRequested
    // A step left open by the run before: its prompts need the job input again.
    return mayGoOn && !run.payload ? { kind: 'readPayload' } : nextInStep({ run, job, step })
  }
  if (run.stop) return record(runEnded(run, 'stopped', 'stopped: by the operator'))
  if (run.isPauseRequested)
    return run.isPaused ? { kind: 'waitForRequest' } : record({ type: 'run.paused', run: run.run })
  if (job?.isDone && !goesOn(run)) return record(runEnded(run, 'done', doneText(run, job)))
  if (!run.payload) return { kind: 'readPayload' }
  if (!job || job.isDone) return nextJob(loop, run)
  return nextStep(loop, run, job, step)
}

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
  if (completion) return record(runEnded(run, 'loop_complete', loopCompleteReason(completion.maxJobs)))
  const last = Math.max(1, loop.lastJob)
  const step = 1 + Math.max(0, ...loop.rows.filter((row) => row.job === last).map((row) => row.step))
  return record(
    { type: 'loop.completed', maxJobs: limit, jobsExecuted: loop.jobsDone, job: last, step },
    runEnded(run, 'loop_complete', loopCompleteReason(limit)),
  )
}

function nextStep(loop: LoopState, run: RunState, job: JobState, step: StepState | null): Effect {
  const { max_steps: maxSteps } = run.settings.config
  const last = step?.finished
  if (last && last.seq > run.startSeq) {
    if (last.phase === 'fatal_error') return record(runEnded(run, 'fatal_error', loop.phase?.reason ?? last.reason))
    if (last.phase === 'deny' && last.isStopped) return record(runEnded(run, 'deny', loop.phase?.reason ?? last.reason))
    if (last.phase === 'max_steps_reached') return record(runEnded(run, 'max_steps', `max_steps_reached: ${maxSteps}`))
  }
  const place = { job: job.job, step: job.nextStep }
  if (job.isExhausted && job.nextStep > maxSteps) {
    // Steps used up in an earlier run: look at the evidence once more, and write nothing when it is still missing.
    if (run.recheck === null) return { kind: 'checkDone', ...place }
    if (!run.recheck) return record(runEnded(run, 'max_steps', `max_steps_reached: ${maxSteps}`))
  }
  const attempt = step?.step === job.nextStep ? step.attempt + 1 : 1
  return record({ type: 'step.started', ...place, attempt })
}
