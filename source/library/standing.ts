// Where a loop stands, as the library tells it: a small part of the state that stays the same over versions.
import type { State } from '../core/state.ts'
import type { Standing } from './api.ts'

export function standingOf({ seq, loop, run, job, step }: State): Standing {
  const ended = run?.ended
  return {
    seq,
    loop: loop?.id ?? null,
    run: run && {
      run: run.run,
      mode: run.mode,
      pid: run.pid,
      isPaused: run.isPaused,
      denied: run.counts.denied,
      ended: ended ? { why: ended.why, endReason: ended.endReason, exitCode: ended.exitCode } : null,
    },
    job: job && { job: job.job, name: job.name, isDone: job.isDone },
    step: step && { step: step.step, attempt: step.attempt, phase: step.finished?.phase ?? null },
    question: step?.question?.question ?? null,
  }
}
