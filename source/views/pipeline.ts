// Where a step stands: draft > review > final > policy > execute > done.
import { rulingOf } from '../core/approval.ts'
import type { State, StepState } from '../core/state.ts'

export type StageState = 'waiting' | 'running' | 'ok' | 'bad' | 'stopped'
export interface Stage {
  readonly name: 'draft' | 'review' | 'final' | 'policy' | 'execute' | 'done'
  readonly state: StageState
  /** A short word for the stage's result; empty while there is none. */
  readonly note: string
}

export function pipeline({ step }: State): Stage[] {
  if (!step) return []
  return [call(step, 'draft'), call(step, 'review'), call(step, 'final'), policy(step), execute(step), done(step)]
}

function call(step: StepState, name: 'draft' | 'review' | 'final'): Stage {
  const { status, value } = step.calls[name]
  switch (status) {
    case 'accepted':
      return name === 'review' && value?.['approval'] === false
        ? { name, state: 'bad', note: 'REJECT' }
        : { name, state: 'ok', note: 'ok' }
    case 'failed':
      return { name, state: 'bad', note: 'FAIL' }
    case 'refused':
      return { name, state: 'bad', note: 'again' }
    case 'asked':
    case 'answered':
      return { name, state: step.finished ? 'stopped' : 'running', note: '' }
    case 'idle':
      return { name, state: 'waiting', note: '' }
  }
}

function policy({ commands, question }: StepState): Stage {
  const judged = commands.filter((entry) => entry.judged).length
  const allowed = commands.filter((entry) => rulingOf(entry) === 'allow').length
  const isDenied = commands.some((entry) => rulingOf(entry) === 'deny')
  if (judged === 0) return { name: 'policy', state: 'waiting', note: '' }
  if (question) return { name: 'policy', state: 'running', note: 'ASK' }
  return { name: 'policy', state: isDenied ? 'bad' : 'ok', note: isDenied ? 'DENY' : `${allowed}/${commands.length}` }
}

function execute({ commands, snapshot }: StepState): Stage {
  const runnable = commands.filter((entry) => rulingOf(entry) === 'allow')
  const finished = runnable.filter((entry) => entry.status === 'finished')
  const isRunning = runnable.some((entry) => entry.status === 'started')
  const note = runnable.length === 0 ? '' : `${finished.length}/${runnable.length}`
  if (isRunning || snapshot === 'delayed') return { name: 'execute', state: 'running', note }
  if (finished.length === 0) return { name: 'execute', state: 'waiting', note: '' }
  const isBad = finished.some(({ result }) => result?.outcome !== 'exited' || result.exitCode !== 0)
  return { name: 'execute', state: isBad ? 'bad' : 'ok', note: isBad ? `${note} FAIL` : note }
}

function done({ finished, done: check }: StepState): Stage {
  if (finished?.phase === 'done') return { name: 'done', state: 'ok', note: 'yes' }
  return { name: 'done', state: 'waiting', note: check && finished ? 'not yet' : '' }
}
