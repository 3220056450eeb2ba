// The timeline: a lane per job (or per some of them in a long loop), in it the parts of its steps, as SVG.
import type { Report } from '../../core/report-schema.ts'
import { escaped } from '../html-text.ts'
import type { ReportWords } from '../words.ts'
import { timeAxis, type Span } from './axis.ts'
import { wallClock } from './clock.ts'

type Part = Report['steps'][number]['parts'][number][0]

export const chartParts = ['draft', 'review', 'final', 'waiting', 'executing'] as const satisfies readonly Part[]

/** More lanes than these are hard to read: several jobs share one then. */
const mostLanes = 60
const laneHeight = 18
const axisHeight = 22
/** Parts nearer than this are drawn as one. */
const leastGap = 0.4
/** Heights of the parts in their lane: colour is not the only difference. */
const heights: Readonly<Record<Part, number>> = { draft: 5, review: 5, final: 5, waiting: 9, executing: 11 }

interface Lane {
  readonly label: string
  readonly sign: string
  readonly mark: string
  readonly told: string
  readonly bars: Record<Part, [from: number, to: number][]>
}

/** `width` in points; empty without steps. */
export function gantt(report: Report, words: ReportWords, width: number, id: string): string {
  const { steps, jobs, zone } = report
  if (steps.length === 0) return ''
  const wall = wallClock(zone)
  const lanes = lanesOf(report, words, wall)
  const left = width < 600 ? 92 : 150
  const axis = timeAxis(workSpans(report, wall), left, width - 4, width < 600 ? 64 : 80)
  const height = axisHeight + lanes.length * laneHeight + 4
  const rows = lanes.map((lane, i) => laneSvg(lane, axisHeight + i * laneHeight, left, axis.at))
  const grid = axis.ticks.map(
    ({ x, text }) =>
      `<path class="grid" d="M${x.toFixed(1)} ${axisHeight - 4}V${height}"/><text class="tick" x="${x.toFixed(1)}" y="12">${text}</text>`,
  )
  const gaps = axis.gaps.map(
    (gap) =>
      `<rect class="gap" x="${gap.x.toFixed(1)}" y="${axisHeight - 4}" width="${gap.width}" height="${height - axisHeight + 4}"><title>${words.gap}; ${gap.day}</title></rect>`,
  )
  const label = escaped(words.gantt(jobs.length, steps.length))
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}"><title id="${id}">${label}</title>${gaps.join('')}${grid.join('')}${rows.join('')}</svg>`
}

/** When something ran; long waits for a person are no part of it, or they would be all that is seen. */
export function workSpans({ runs, steps }: Report, wall: (ts: string) => number): Span[] {
  const first = steps[0]
  const last = steps.at(-1)
  // Of a job only its own time, whatever else its runs did.
  const whole =
    runs.length > 0 || !first || !last
      ? runs.map(({ started_at, ended_at }) => ({ from: wall(started_at), to: wall(ended_at) }))
      : [{ from: wall(first.started_at), to: wall(last.ended_at ?? last.started_at) }]
  const total = whole.reduce((sum, { from, to }) => sum + to - from, 0)
  const least = Math.max(shortWaitMs, total / 10)
  const waits = steps.flatMap(({ started_at, parts }) =>
    parts.flatMap(([part, from, to]) =>
      part === 'waiting' && to - from > least ? [{ from: wall(started_at) + from, to: wall(started_at) + to }] : [],
    ),
  )
  return whole.flatMap((span) => without(span, waits))
}

const shortWaitMs = 20_000

function without(span: Span, waits: readonly Span[]): Span[] {
  const spans: Span[] = []
  let { from } = span
  for (const wait of waits)
    if (wait.from > from && wait.to < span.to) {
      spans.push({ from, to: wait.from })
      from = wait.to
    }
  return [...spans, { from, to: span.to }]
}

function lanesOf({ jobs, steps }: Report, words: ReportWords, wall: (ts: string) => number): Lane[] {
  const share = Math.max(1, Math.ceil(jobs.length / mostLanes))
  const laneOfJob = new Map<number, Lane>()
  const lanes: Lane[] = []
  for (let i = 0; i < jobs.length; i += share) {
    const own = jobs.slice(i, i + share)
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last) continue
    const bad = own.find(({ mark }) => !['done', 'open'].includes(mark)) ?? last
    const name = share === 1 ? words.job(first.job) : words.jobsFromTo(first.job, last.job)
    const sign = words.marks[bad.mark]
    const lane = {
      label: name,
      sign: sign.slice(0, 1),
      mark: bad.mark,
      told: `${name}: ${sign}`,
      bars: { draft: [], review: [], final: [], waiting: [], executing: [] },
    }
    lanes.push(lane)
    for (const { job } of own) laneOfJob.set(job, lane)
  }
  for (const { job, started_at, parts } of steps) {
    const lane = laneOfJob.get(job)
    const began = wall(started_at)
    if (lane) for (const [part, from, to] of parts) lane.bars[part].push([began + from, began + to])
  }
  return lanes
}

function laneSvg(lane: Lane, top: number, left: number, at: (wall: number) => number): string {
  const middle = top + laneHeight / 2
  const paths = chartParts.flatMap((part) => {
    const data = pathOf(lane.bars[part], middle, heights[part], at)
    return data === '' ? [] : [`<path class="${part}" d="${data}"/>`]
  })
  return `<g><title>${escaped(lane.told)}</title><text class="lane" x="${left - 26}" y="${middle + 4}">${escaped(lane.label)}</text><text class="sign ${lane.mark}" x="${left - 13}" y="${middle + 4}">${escaped(lane.sign)}</text>${paths.join('')}</g>`
}

/** Rectangles as one path; what lies closer than can be seen is one of them. */
function pathOf(
  bars: readonly (readonly [number, number])[],
  middle: number,
  height: number,
  at: (wall: number) => number,
): string {
  const drawn: [number, number][] = []
  for (const [from, to] of bars) {
    const [a, b] = [at(from), Math.max(at(to), at(from) + 0.6)]
    const last = drawn.at(-1)
    if (last && a - last[1] < leastGap) last[1] = Math.max(last[1], b)
    else drawn.push([a, b])
  }
  const top = (middle - height / 2).toFixed(1)
  return drawn.map(([a, b]) => `M${a.toFixed(1)} ${top}h${(b - a).toFixed(1)}v${height}H${a.toFixed(1)}z`).join('')
}
