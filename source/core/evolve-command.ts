// What the end of a command, and what a person decides about one in doubt, change in the state.
import type { EventOf } from './event.ts'
import type { CommandState, Observation, State, StepState } from './state.ts'
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
  const command = next.step.commands[event.index]
  const observation: Observation = {
    step: step.step,
    code: head(command?.command.code ?? '', observedCode),
    outcome,
    exit_code: exitCode,
    stdout_tail: tail(stdout.text, observedOutput),
    stderr_tail: tail(stderr.text, observedOutput),
  }
  const earlier = next.job.observations.filter((other) => other.step === step.step)
  const { counts } = next.run
  return {
    ...next,
    job: { ...next.job, observations: [...earlier, observation] },
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
  return inCommand(state, { ...step, inDoubt: null }, event.index, settled)
}
