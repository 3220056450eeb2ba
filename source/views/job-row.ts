// One row per job: how far it came, what it cost, what went wrong in it.
import type { Event } from '../core/event.ts'
import type { Approval } from '../core/question.ts'
import type { State } from '../core/state.ts'
import { mapLast, type Recent } from './recent.ts'
import type { Timing } from './step-times.ts'

export interface JobRow {
  /** Of the event it began with. */
  readonly seq: number
  readonly job: number
  readonly index: number | null
  readonly name: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly steps: number
  /** Of the last step that ended; null before the first one did. */
  readonly phase: string | null
  /** Null while the job is not done, or where prices are not known. */
  readonly costUsd: number | null
  /** Null while the job is not done, or where nobody counted. */
  readonly tokens: number | null
  /** Milliseconds its ended steps took: without the hours between runs. */
  readonly workMs: number
  /** Commands that were refused, by the policy or by a person. */
  readonly deny: number
  /** Commands that a person was asked about. */
  readonly ask: number
  /** Commands that failed. */
  readonly failed: number
  /** Steps the reviewer or the model's own final word rejected. */
  readonly rejected: number
  /** A limit ended a run in it. */
  readonly isLimited: boolean
  /** Files that changed, as far as snapshots tell. */
  readonly files: number
  /** Of the last command that ended in it; null before the first one did. */
  readonly lastDid: number | null
}

/** The cell of a job in the strip: the worst that happened to it. */
export type JobMark = 'done' | 'deny' | 'ask' | 'failed' | 'rejected' | 'limit' | 'open'

/** The gravest first: a strip of cells has one sign per job. */
export function jobMark({ deny, ask, failed, rejected, isLimited, endedAt }: JobRow): JobMark {
  if (deny > 0) return 'deny'
  if (isLimited && endedAt === null) return 'limit'
  if (failed > 0) return 'failed'
  if (rejected > 0) return 'rejected'
  if (ask > 0) return 'ask'
  return endedAt === null ? 'open' : 'done'
}

/** A person is to look at it: something was denied, failed or rejected. */
export const needsLook = ({ deny, failed, rejected }: JobRow): boolean => deny + failed + rejected > 0

const begun = { endedAt: null, steps: 0, phase: null, costUsd: null, tokens: null, workMs: 0, isLimited: false }
const nothing = { deny: 0, ask: 0, failed: 0, rejected: 0, files: 0, lastDid: null }

/** The row of a job that begins. */
export const newJobRow = ({ seq, job, index, name, ts }: Extract<Event, { type: 'job.started' }>): JobRow => ({
  ...begun,
  ...nothing,
  seq,
  job,
  index,
  name,
  startedAt: ts,
})

export const isFailure = ({
  outcome,
  exitCode,
}: {
  readonly outcome: string
  readonly exitCode: number | null
}): boolean => outcome !== 'left out' && (outcome !== 'exited' || exitCode !== 0)

/** The row behind an event of its job; `state` and `timing` are those behind the event. */
export function evolveJobRow(row: JobRow, event: Event, state: State, timing: Timing | null): JobRow {
  switch (event.type) {
    case 'step.started':
      return { ...row, steps: event.step }
    case 'step.finished': {
      const workMs = row.workMs + (timing?.times.total ?? 0)
      return { ...row, workMs, phase: event.phase, rejected: row.rejected + (event.phase === 'rejected' ? 1 : 0) }
    }
    case 'job.finished': {
      const { usage } = event
      return {
        ...row,
        endedAt: event.ts,
        costUsd: usage?.costUsd ?? null,
        tokens: usage ? usage.input + usage.output : null,
      }
    }
    case 'command.judged':
      return event.verdict === 'deny' ? { ...row, deny: row.deny + 1 } : row
    case 'approval.asked':
      return { ...row, ask: row.ask + event.commands.length }
    case 'approval.answered':
      return event.answer === 'deny' ? { ...row, deny: row.deny + deniedByPerson(state) } : row
    case 'command.finished':
      return { ...row, failed: row.failed + (isFailure(event) ? 1 : 0), lastDid: event.seq }
    default:
      return row
  }
}

/** Commands of the step that a person's no stands for. */
export const deniedByPerson = ({ step }: State): number =>
  step?.commands.filter(({ approval }) => isNo(approval)).length ?? 0

/** A person said no. */
export const isNo = (approval: Approval | null): boolean => approval?.answer === 'deny' && approval.via === 'answer'

/** Only the last job changes. */
export const mapJob = (jobs: Recent<JobRow>, job: number, change: (row: JobRow) => JobRow): Recent<JobRow> =>
  mapLast(jobs, (row) => (row.job === job ? change(row) : row))
