// Money and tokens as they added up over time: one line, its area, three labels on each axis, as SVG.
import { grouped } from '../../core/text.ts'
import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { Report } from '../../core/report-schema.ts'
import { moneyText } from '../../views/night-words.ts'
import { escaped } from '../html-text.ts'
import type { ReportWords } from '../words.ts'
import { timeAxis } from './axis.ts'
import { wallClock } from './clock.ts'
import { workSpans } from './gantt.ts'

const height = 150
const top = 26
const bottom = 22
const mostPoints = 500

type Point = readonly [x: number, value: number]

export const spendingKinds = ['cost', 'tokens'] as const
export type SpendingKind = (typeof spendingKinds)[number]

/** Empty where nothing was spent of the kind. */
export function spending(report: Report, words: ReportWords, kind: SpendingKind, width: number, id: string): string {
  const { steps, zone } = report
  const wall = wallClock(zone)
  const left = 64
  const right = width - 8
  const axis = timeAxis(workSpans(report, wall), left, right, width < 600 ? 64 : 80)
  let sum = 0
  const points: Point[] = steps.map((step) => {
    sum += kind === 'cost' ? step.cost_usd : step.tokens
    return [axis.at(wall(step.ended_at ?? step.started_at)), sum]
  })
  if (sum <= 0) return ''
  const all: Point[] = [[left, 0], ...thinned(points), [right, sum]]
  const scale = scaleLinear()
    .domain([0, sum])
    .nice(3)
    .range([height - bottom, top])
  const text = (value: number): string => (kind === 'cost' ? moneyText(value) : shortNumber(value))
  const values = scale.ticks(3).map((value) => {
    const y = scale(value).toFixed(1)
    return `<path class="grid" d="M${left} ${y}H${right}"/><text class="value" x="${left - 8}" y="${Number(y) + 4}">${text(value)}</text>`
  })
  const ticks = axis.ticks.map(
    ({ x, text: at }) => `<text class="tick" x="${x.toFixed(1)}" y="${height - 6}">${at}</text>`,
  )
  const x = ([at]: Point) => at
  const y = ([, value]: Point) => scale(value)
  const filled = area<Point>().x(x).y1(y).y0(scale(0)).curve(curveStepAfter).digits(1)(all) ?? ''
  const drawn = line<Point>().x(x).y(y).curve(curveStepAfter).digits(1)(all) ?? ''
  const title = kind === 'cost' ? words.costSoFar : words.tokensSoFar
  const told = `${title}: ${kind === 'cost' ? moneyText(sum) : grouped(sum)}`
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}"><title id="${id}">${escaped(told)}</title><text class="caption" x="0" y="13">${escaped(told)}</text>${values.join('')}${ticks.join('')}<path class="area" d="${filled}"/><path class="line" d="${drawn}"/></svg>`
}

/** The last of the points that share a place: between them nobody could see a difference. */
function thinned(points: readonly Point[]): Point[] {
  const every = Math.max(1, Math.ceil(points.length / mostPoints))
  return points.filter((_, i) => i % every === every - 1 || i === points.length - 1)
}

function shortNumber(value: number): string {
  if (value >= 1e6) return `${grouped(value / 1e6)} M`
  return value >= 1000 ? `${grouped(value / 1000)} k` : String(value)
}
