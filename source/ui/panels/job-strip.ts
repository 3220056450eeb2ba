// The jobs of a loop in one row: a cell per job with the worst that happened to it; and figures as a small curve.
import { jobMark, type JobMark } from '../../views/job-row.ts'
import type { JobEntry } from './job-entries.ts'
import { seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'

type Cell = JobMark | 'running' | 'queued'

/** The gravest first: a cell for several jobs shows the gravest. */
const cells: readonly (readonly [cell: Cell, sign: string, tone: Tone])[] = [
  ['deny', 'D', 'bad'],
  ['limit', 'L', 'bad'],
  ['failed', 'F', 'bad'],
  ['rejected', 'R', 'warn'],
  ['running', '>', 'accent'],
  ['ask', 'A', 'warn'],
  ['open', 'o', 'plain'],
  ['done', '.', 'good'],
  ['queued', ' ', 'dim'],
]

const cellOf = (entry: JobEntry, isRunning: boolean): Cell => {
  if (entry.isQueued) return 'queued'
  const mark = jobMark(entry)
  return mark === 'open' && isRunning ? 'running' : mark
}

/** Several jobs share a cell where there are more jobs than columns. */
function grouped<T>(entries: readonly T[], columns: number): T[][] {
  const count = Math.min(entries.length, Math.max(1, columns))
  const start = (i: number) => Math.floor((i * entries.length) / count)
  return Array.from({ length: count }, (_, i) => entries.slice(start(i), start(i + 1)))
}

/** The strip, at most `columns` wide; empty without jobs. */
export const jobStrip = (entries: readonly JobEntry[], isRunning: boolean, columns: number): Row =>
  grouped(entries, columns).map((group) => {
    const found = new Set(group.map((entry) => cellOf(entry, isRunning)))
    const [, sign, tone] = cells.find(([cell]) => found.has(cell)) ?? ['queued', ' ', 'dim']
    return seg(sign, tone)
  })

const blocks = '▁▂▃▄▅▆▇█'
const signs = '_.-=+*%#'

/** One character per group of figures, the highest is the top. */
export function sparkline(figures: readonly number[], columns: number, isAscii: boolean): string {
  const levels = isAscii ? signs : blocks
  const most = Math.max(...figures, 0)
  if (figures.length === 0 || most === 0) return ''
  return grouped(figures, columns)
    .map((group) => Math.max(...group))
    .map((figure) => levels[Math.min(levels.length - 1, Math.floor((figure / most) * levels.length))])
    .join('')
}

/** Milliseconds the jobs to come may take, by those that are done; null where nothing tells. */
export function timeLeft(entries: readonly JobEntry[]): number | null {
  const done = entries.flatMap((entry) => (!entry.isQueued && entry.endedAt !== null ? [entry.workMs] : []))
  const left = entries.length - done.length
  if (done.length === 0 || left === 0) return null
  return (done.reduce((sum, ms) => sum + ms, 0) / done.length) * left
}
