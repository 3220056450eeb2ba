// What each run of a loop came to, for the runbook's routines: a fold of journals that keeps a line for each run.
import type { Event } from '../core/event.ts'

export interface RunRecord {
  readonly loop: string
  readonly run: number
  readonly mode: 'run' | 'test' | 'cleanrun'
  /** Of the experimental phase: `s5_settings.enabled`. */
  readonly isExperimental: boolean
  /** UTC. */
  readonly startedAt: string
  /** Null: it has not ended, or died without a word. */
  readonly end: { readonly at: string; readonly why: string; readonly reason: string; readonly exitCode: number } | null
  readonly denied: number
  /** Calls of a model that failed, those that were tried again among them. */
  readonly failedCalls: number
}

/** What is kept of the loops: their runs, and what an operator did, oldest first. */
export interface Records {
  readonly runs: readonly RunRecord[]
  /** UTC. */
  readonly checkpoints: readonly string[]
  readonly rollbacks: readonly string[]
  readonly completedLoops: readonly string[]
  readonly loop: string
}

export const noRecords: Records = { runs: [], checkpoints: [], rollbacks: [], completedLoops: [], loop: '' }

/** One more event of a journal; the journals come in the order of their loops. */
export function evolveRecords(records: Records, event: Event): Records {
  switch (event.type) {
    case 'loop.started':
      return { ...records, loop: event.loop }
    case 'run.started': {
      const begun = { loop: records.loop, run: event.run, mode: event.mode, startedAt: event.ts }
      const isExperimental = isOn(event.settings.config['s5_settings'])
      return { ...records, runs: [...records.runs, { ...begun, isExperimental, end: null, denied: 0, failedCalls: 0 }] }
    }
    case 'run.ended': {
      const { ts: at, why, endReason: reason, exitCode } = event
      return ofLast(records, () => ({ end: { at, why, reason, exitCode } }))
    }
    case 'command.judged':
      return event.verdict === 'deny' ? ofLast(records, ({ denied }) => ({ denied: denied + 1 })) : records
    case 'approval.answered':
      return event.answer === 'deny' ? ofLast(records, ({ denied }) => ({ denied: denied + 1 })) : records
    case 'model.failed':
      return ofLast(records, ({ failedCalls }) => ({ failedCalls: failedCalls + 1 }))
    case 'loop.completed':
      return { ...records, completedLoops: [...records.completedLoops, event.ts] }
    case 'checkpoint.made':
      return { ...records, checkpoints: [...records.checkpoints, event.ts] }
    case 'rollback.finished':
      return { ...records, rollbacks: [...records.rollbacks, event.ts] }
    default:
      return records
  }
}

const isOn = (settings: unknown): boolean =>
  typeof settings === 'object' && settings !== null && 'enabled' in settings && settings.enabled === true

function ofLast(records: Records, change: (run: RunRecord) => Partial<RunRecord>): Records {
  const last = records.runs.at(-1)
  return last ? { ...records, runs: [...records.runs.slice(0, -1), { ...last, ...change(last) }] } : records
}

/** Did the run end as the runbook wants: `done`, or the loop is complete? */
export const endedWell = ({ end }: RunRecord): boolean => end?.why === 'done' || end?.why === 'loop_complete'
