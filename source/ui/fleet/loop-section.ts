// The sections that hold loops: one is like the other but for the facts it shows.
import { loopsIn, type FleetLoop, type LoopSection } from '../../views/fleet.ts'
import { cutRow, row, seg, withRight, type Segment } from '../draw/row.tsx'
import { age, dayAndTime } from '../draw/times.ts'
import { cutTo, fit } from '../draw/width.ts'
import type { Words } from '../words/words.ts'
import { section, type Details, type RowView, type Section } from './section-row.ts'

/** Columns of project and name, of so many. */
const nameColumns = (columns: number): number => Math.max(18, Math.min(36, Math.floor(columns / 4)))

/** Project and name; where there is no room for both, the name is whole: commands take it. */
const calledIn = ({ project, name }: FleetLoop, columns: number): string =>
  fit(`${cutTo(project, columns - name.length - 1)}/${name}`, columns)

/** `factsOf`: behind the name; `rightOf`: at the right edge, never cut. */
export const loopSection = <N extends LoopSection>(
  name: N,
  factsOf: (loop: FleetLoop, view: RowView) => readonly Segment[],
  rightOf: (loop: FleetLoop, view: RowView) => readonly Segment[],
): Section<N> =>
  section({
    name,
    kind: 'loop',
    entries: (picture, order) => loopsIn(picture, name, order),
    idOf: (loop) => loop.name,
    textOf: (loop) => [loop.project, loop.name, loop.team, loop.by, loop.host, loop.asks, loop.state].join(' '),
    fieldsOf: ({ name: loop, project, team, by, host, state, exitCode }) => ({
      loop,
      project,
      team,
      by,
      host,
      state,
      exit: exitCode,
    }),
    row(loop, view) {
      const right = row(...rightOf(loop, view))
      const left = row(seg(`${calledIn(loop, nameColumns(view.columns))} `, 'bold'), ...factsOf(loop, view))
      return withRight(cutRow(left, view.columns), right, view.columns)
    },
    details: loopDetails,
    opens: (loop) => (loop.attempt > 0 ? loop.name : null),
  })

/** Where it stands in its run. */
export const placeSegment = ({ job, maxJobs, step }: FleetLoop, { header }: Words): Segment =>
  seg(job === null || step === null ? '' : `${header.looping(job, maxJobs, step)}  `)

export const costSegment = ({ costUsd }: FleetLoop): Segment => seg(costUsd > 0 ? `  $${costUsd.toFixed(2)}` : '')

export const ageSegment = (ts: string, { words, now }: RowView): Segment =>
  seg(`  ${age(now - Date.parse(ts), words.times)}`, 'dim')

function loopDetails(loop: FleetLoop, words: Words): Details {
  const { labels, states } = words.fleet
  const known: (readonly [string, string | null])[] = [
    [labels.asks, loop.asks],
    [labels.state, `${states[loop.state]}${loop.exitCode === null ? '' : ` (exit ${loop.exitCode})`}`],
    [labels.team, loop.team],
    [labels.by, loop.by],
    [labels.submitted, dayAndTime(loop.submittedAt)],
    [labels.notBefore, loop.notBefore && dayAndTime(loop.notBefore)],
    [labels.priority, loop.priority === 0 ? '' : String(loop.priority)],
    [labels.host, loop.host],
    [labels.attempts, loop.attempt > 0 ? String(loop.attempt) : ''],
    [labels.from, loop.from],
    [labels.changed, dayAndTime(loop.at)],
    [labels.project, loop.project],
  ]
  return known.flatMap(([label, value]) => (value ? [[label, value] as const] : []))
}
