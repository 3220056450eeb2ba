// The history of checkpoints and snapshots: one row each, from its event or from what the repository holds.
import type { EventOf } from '../core/event.ts'
import { printableLine } from '../core/printable.ts'
import { counted, head } from '../core/text.ts'

export type HistoryKind = 'checkpoint' | 'snapshot' | 'before rollback' | 'before undo' | 'found'

export interface HistoryRow {
  readonly id: string
  readonly kind: HistoryKind
  /** UTC. */
  readonly ts: string
  /** Of a checkpoint its name; of what was saved before a restoring its target. */
  readonly name: string
  /** Where the loop stood; null when nothing had begun. */
  readonly job: number | null
  readonly step: number | null
  readonly commit: string | null
  /** What changed since the one before; null when that is not known. */
  readonly files: number | null
  readonly bytes: number | null
}

type HistoryEvent = EventOf<'snapshot.made' | 'checkpoint.made' | 'rollback.started' | 'undo.started'>

export function historyRow(event: HistoryEvent): HistoryRow {
  const { ts, job, step } = event
  switch (event.type) {
    case 'snapshot.made': {
      const { id, commit = null, files = null, bytes = null } = event
      return { id, kind: 'snapshot', ts, name: '', job, step, commit, files, bytes }
    }
    case 'checkpoint.made': {
      const { id, name, commit, files } = event
      return { id, kind: 'checkpoint', ts, name, job, step, commit, files, bytes: null }
    }
    case 'rollback.started':
    case 'undo.started': {
      const kind = event.type === 'undo.started' ? 'before undo' : 'before rollback'
      return {
        id: event.saved,
        kind,
        ts,
        name: event.target,
        job,
        step,
        commit: event.commit,
        files: null,
        bytes: null,
      }
    }
  }
}

const units: readonly [seconds: number, unit: string][] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
]

/** `3m`, `2h`, `5d`; `now` is milliseconds since the epoch. */
export function ageText(ts: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(ts)) / 1000))
  const [size, unit] = units.find(([least]) => seconds >= least) ?? [1, 's']
  return `${Math.floor(seconds / size)}${unit}`
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const [value, unit] =
    bytes < 2 ** 20 ? [bytes / 1024, 'kB'] : bytes < 2 ** 30 ? [bytes / 2 ** 20, 'MB'] : [bytes / 2 ** 30, 'GB']
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`
}

/** `before job 2 step 3`; empty when nothing had begun. */
export function placeText({ kind, job, step }: Pick<HistoryRow, 'kind' | 'job' | 'step'>): string {
  if (job === null) return ''
  return `${kind === 'snapshot' ? 'before ' : ''}job ${job}${step === null ? '' : ` step ${step}`}`
}

/** A table for people, newest first as given. */
export function historyLines(rows: readonly HistoryRow[], now: number): string[] {
  const cells = rows.map((row) => [
    row.id,
    row.kind,
    ageText(row.ts, now),
    placeText(row),
    row.files === null ? '' : counted(row.files, 'file'),
    row.bytes === null ? '' : sizeText(row.bytes),
    head(printableLine(row.name), 60),
  ])
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(0, ...cells.map((cell) => cell[column]?.length ?? 0)))
  return cells.map((cell) =>
    cell
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
