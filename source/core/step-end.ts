// Folds the end of a step: its row, the history the model sees, what phase_state says.
import { rulingOf, rulingReason } from './approval.ts'
import type { EventOf } from './event.ts'
import type { StepRow } from './event-loop.ts'
import { unseen, withObservations } from './evolve-command.ts'
import type { HistoryEntry, Observation, State, StepEnd, StepState } from './state.ts'
import { outputOf } from './progress.ts'
import { doneMessage } from './wording.ts'

/** A step that may be done again under the same number: its failure is no part of the job's progress. */
const isRepeated = (phase: string): boolean => phase === 'fatal_error' || phase === 'max_steps_reached'

export function stepFinished(state: State, event: EventOf<'step.finished'>): State {
  const { step, job, loop, run } = state
  if (!step || !job || !loop || !run) return state
  const { phase, reason, error, detail, isStopped } = event
  const finished: StepEnd = { phase, reason, error, detail, isStopped, seq: event.seq, at: event.ts }
  const reasons = deniedReasons(step)
  const message = { done: doneMessage, deny: `deny: ${reasons}`, rejected: reason }[phase as string] ?? null
  const row: StepRow = {
    job: job.job,
    step: step.step,
    phase,
    isDone: phase === 'done',
    reason,
    ts: event.ts,
    error,
    message,
    isStopped,
  }
  const nextStep = isRepeated(phase) || phase === 'done' ? step.step : step.step + 1
  const denied = step.commands.filter((command) => rulingOf(command) === 'deny').length
  return {
    ...state,
    step: { ...step, finished },
    run: { ...run, counts: { ...run.counts, denied: run.counts.denied + denied } },
    job: {
      ...withObservations(job, step.step, phase === 'execute' ? notRun(step) : []),
      nextStep,
      ...(isRepeated(phase) || phase === 'done' ? {} : { lastOutput: outputOf(step) }),
      isExhausted: phase === 'max_steps_reached',
      history: history(job.history, step, finished, reasons),
    },
    loop: {
      ...loop,
      rows: withRow(loop.rows, row),
      phase: {
        phase,
        step: nextStep,
        isDone: phase === 'done',
        reason: phaseReason(phase, reason, error, reasons),
        index: job.index,
        seq: event.seq,
        at: event.ts,
      },
    },
  }
}

/** Commands that were to run and did not come to it. */
const notRun = (step: StepState): Observation[] =>
  step.commands
    .filter((command) => command.status === 'waiting' && rulingOf(command) !== 'deny')
    .map((command) => unseen(step.step, command, 'not run: the run ended before it'))

/** Rows of a loop stay: what one says as the one before is the same text, not another. */
const sharing = (row: StepRow, before: StepRow | undefined): StepRow =>
  before?.reason === row.reason && before.phase === row.phase
    ? { ...row, reason: before.reason, phase: before.phase }
    : row

/** A step done again counts once, by its latest attempt; only rows of the current job, the last ones, can repeat. */
function withRow(rows: readonly StepRow[], row: StepRow): StepRow[] {
  let at = rows.length - 1
  while (at >= 0 && rows[at]?.job === row.job && rows[at]?.step !== row.step) at--
  return at >= 0 && rows[at]?.job === row.job ? rows.with(at, row) : [...rows, sharing(row, rows.at(-1))]
}

/** Reasons of the denied commands in order, as the runbook joins them. */
export function deniedReasons(step: StepState): string {
  const denied = step.commands.filter((command) => rulingOf(command) === 'deny')
  return denied.map(rulingReason).join('; ')
}

function phaseReason(phase: string, reason: string, error: string | null, reasons: string): string {
  if (phase === 'fatal_error') return `fatal_error: ${error ?? ''}`
  if (phase === 'deny') return `deny: ${reasons}`
  return reason
}

function history(
  before: readonly HistoryEntry[],
  step: StepState,
  { phase, reason, error, detail }: StepEnd,
  reasons: string,
): readonly HistoryEntry[] {
  // A step done again is in the history once, by its latest attempt.
  const others = before.filter((other) => other.step !== step.step)
  const entry = { step: step.step, summary: step.calls.final.value?.['summary'] || '' }
  switch (phase) {
    case 'execute':
      return [...others, { ...entry, ...(reasons && { outcome: 'partly denied', reason: reasons }) }]
    case 'deny':
      return [...others, { ...entry, outcome: 'denied', reason: reasons }]
    case 'rejected':
      return [...others, { ...entry, outcome: 'rejected', reason }]
    case 'fatal_error':
      return [...others, { ...entry, outcome: 'failed', reason: [error, detail].filter(Boolean).join(': ') }]
    default:
      return before
  }
}
