// What the end of a command, and what a person decides about one in doubt, change in the state.
import type { EventOf } from './event.ts'
import type { CommandState, JobState, Observation, State, StepState } from './state.ts'
import { head, tail } from './text.ts'

/** Characters of code and of each output stream that the model is shown of a command it ran. */
const observedCode = 500
const observedOutput = 2000

export function inCommand(state: State, step: StepState, index: number, change: Partial<CommandState>): State {
  const commands = step.commands.map((command, i) => (i === index ? { ...command, ...change } : command))
  return { ...state, step: { ...step, commands } }
}

export function commandFinished(state: State, step: StepState, event: EventOf<'command.finished'>): State {
  const { outcome, exitCode, durationMs, stdout, stderr, error } = event
  const result = { outcome, exitCode, durationMs, stdout, stderr, error }
  const next = inCommand(state, step, event.index, { status: 'finished', result })
  if (!next.step || !next.job || !next.run) return next
  const { counts } = next.run
  return {
    ...next,
    job: withObservations(next.job, step.step, [
      {
        ...unseen(step.step, next.step.commands[event.index], outcome),
        exit_code: exitCode,
        stdout_tail: tail(stdout.text, observedOutput),
        stderr_tail: tail(stderr.text, observedOutput),
      },
    ]),
    run: {
      ...next.run,
      counts: {
        ...counts,
        executed: counts.executed + (outcome === 'exited' || outcome === 'stopped' ? 1 : 0),
        timeout: counts.timeout + (outcome === 'timed out' ? 1 : 0),
        failed: counts.failed + (outcome === 'not started' ? 1 : 0),
      },
    },
  }
}

/** What is known of a command that told nothing. */
export const unseen = (step: number, command: CommandState | undefined, outcome: string): Observation => ({
  step,
  code: head(command?.command.code ?? '', observedCode),
  outcome,
  exit_code: null,
  stdout_tail: '',
  stderr_tail: '',
})

/** The model sees those of the last step that was to execute anything. */
export const withObservations = (job: JobState, step: number, more: readonly Observation[]): JobState =>
  more.length === 0
    ? job
    : { ...job, observations: [...job.observations.filter((other) => other.step === step), ...more] }

const skipped =
  'in doubt: the run died while it ran; it may have run in part, whole or not at all, and is not run again'

export function commandSettled(state: State, step: StepState, event: EventOf<'command.settled'>): State {
  const nothing = { text: '', bytes: 0, cut: 0 }
  const settled: Partial<CommandState> =
    event.decision === 'rerun'
      ? { status: 'waiting', judged: null, marker: null, pid: null, startTick: null }
      : {
          status: 'finished',
          result: {
            outcome: 'left out',
            exitCode: null,
            durationMs: 0,
            stdout: nothing,
            stderr: nothing,
            error: `in doubt after a crash, skipped by ${event.by}`,
          },
        }
  const next = inCommand(state, { ...step, inDoubt: null }, event.index, settled)
  if (event.decision === 'rerun' || !next.job) return next
  const told = unseen(step.step, step.commands[event.index], skipped)
  return { ...next, job: withObservations(next.job, step.step, [told]) }
}
