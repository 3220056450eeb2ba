// Panel 2: the jobs of the loop, in order, with those to come.
import { grouped } from '../../core/text.ts'
import { memo, useCallback, useMemo, type ReactNode } from 'react'
import { moneyText } from '../../views/night-words.ts'
import { jobStrip, sparkline, timeLeft } from './job-strip.ts'
import { jobEntries, sortedJobs, type BegunJob, type JobEntry, type JobOrder } from './job-entries.ts'
import { seenBy, underCursor } from './lists.ts'
import { remembered } from './remembered.ts'
import { useLook } from '../draw/look.ts'
import type { Words } from '../words/words.ts'
import { innerColumns, innerRows } from '../draw/panel.tsx'
import { row, seg, withRight, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { shortDuration } from '../draw/times.ts'
import { fit, fitEnd, widthOf } from '../draw/width.ts'
import { isLooping } from '../../core/state.ts'
import { maxJobs } from '../../core/settings.ts'
import type { Snapshot } from '../app/store.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'
import type { PanelFacts, PanelRow } from './panel-row.ts'

export interface JobsInput extends ListInput<JobEntry> {
  /** `7/20`; empty without a job loop. */
  readonly counter: string
  /** Every job, whatever the filter of the list, in their order. */
  readonly all: readonly JobEntry[]
  readonly order: JobOrder
  readonly isPast: boolean
  /** Somebody drives the loop. */
  readonly isRunning: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
}

export const JobsPanel = memo(function JobsPanel(props: JobsInput): ReactNode {
  const { counter, isRunning, isPast, now, all, order, ...input } = props
  const { words, frame } = useLook()
  const cells = useMemo(() => cellColumns(input.list.entries, isRunning, words), [input.list.entries, isRunning, words])
  const rowOf = useCallback(
    (entry: JobEntry, columns: number) => jobRow(entry, { isRunning, now, words, columns, cells }),
    [isRunning, now, words, cells],
  )
  const columns = innerColumns(input.place)
  const isAscii = frame.horizontal === '-'
  const top = useMemo(
    () => topRows(all, { isRunning, words, columns, rows: innerRows(input.place), isAscii, cells }),
    [all, isRunning, words, columns, input.place, isAscii, cells],
  )
  const left = isRunning && !isPast ? timeLeft(all) : null
  const eta = left === null ? '' : words.jobs.eta(shortDuration(left))
  const note = [words.jobs.sorted[order], counter, eta].filter(Boolean).join('  ')
  return <ListPanel {...input} {...{ rowOf, top, note }} title={`[2] ${words.panels.jobs}`} empty={words.list.noJob} />
})

interface TopView {
  readonly isRunning: boolean
  readonly words: Words
  readonly columns: number
  readonly rows: number
  readonly isAscii: boolean
  readonly cells: CellColumns
}

/** Rows a list must have before anything stands above it, and before curves do. */
const rowsForStrip = 6
const rowsForCurves = 14

/** The strip of all jobs, in a large panel also where time and tokens went, and titles of the columns. */
function topRows(entries: readonly JobEntry[], view: TopView): Row[] {
  const { isRunning, words, columns, rows, isAscii, cells } = view
  const begun = entries.filter((entry) => !entry.isQueued)
  if (entries.length < 2 || rows < rowsForStrip) return []
  const { titles, stripTitle } = words.jobs
  const strip = jobStrip(entries, isRunning, columns)
  if (rows < rowsForCurves || columns < figuresFrom) return [strip]
  const room = columns - curveColumns
  const curve = (title: string, figures: readonly number[]): Row =>
    row(seg(fit(title, curveColumns), 'dim'), seg(sparkline(figures, room, isAscii)))
  return [
    withRight(strip, row(seg(strip.length + widthOf(stripTitle) + 2 <= columns ? stripTitle : '', 'dim')), columns),
    curve(
      titles.time,
      begun.map(({ workMs }) => workMs),
    ),
    curve(
      titles.tokens,
      begun.map(({ tokens }) => tokens ?? 0),
    ),
    withRight([], row(seg(titleText(titles) + ' '.repeat(cells.cost === 0 ? 0 : cells.cost + 2), 'dim')), columns),
  ]
}

const titleText = (titles: Words['jobs']['titles']): string =>
  figures.map((name) => fitEnd(titles[name], figureColumns[name])).join('')

/** Columns each cell takes, so that all rows of the list stand below one another. */
interface CellColumns {
  readonly state: number
  readonly steps: number
  /** 0 while nothing has cost anything. */
  readonly cost: number
}

interface JobView {
  readonly isRunning: boolean
  readonly now: number
  readonly words: Words
  readonly columns: number
  readonly cells: CellColumns
}

const timeColumns = 6
const curveColumns = 10
/** In a narrow list the name matters more than how many steps a job took. */
const stepsFrom = 50
/** From here on every figure has a column of its own. */
const figuresFrom = 90
const figures = ['deny', 'ask', 'failed', 'rejected', 'files', 'tokens', 'time'] as const
const figureColumns = { deny: 6, ask: 5, failed: 5, rejected: 5, files: 6, tokens: 9, time: 8 } as const

function cellColumns(entries: readonly JobEntry[], isRunning: boolean, words: Words): CellColumns {
  const widest = (textOf: (entry: JobEntry) => string): number =>
    entries.reduce((most, entry) => Math.max(most, widthOf(textOf(entry))), 0)
  return {
    state: widest((entry) => stateOf(entry, isRunning, words)[0]),
    steps: widest((entry) => (entry.isQueued ? '' : words.jobs.steps(entry.steps))),
    cost: widest(costOf),
  }
}

function jobRow(entry: JobEntry, { isRunning, now, words, columns, cells }: JobView): Row {
  const [word, tone] = stateOf(entry, isRunning, words)
  const left = row(seg(`${String(entry.job).padStart(3)} `), seg(fit(word, cells.state), tone))
  if (entry.isQueued) return left
  const cost = cells.cost === 0 ? '' : `  ${fitEnd(costOf(entry), cells.cost)}`
  const steps = columns < stepsFrom ? '' : `  ${fitEnd(words.jobs.steps(entry.steps), cells.steps)}`
  const time = shortDuration(workMs(entry, isRunning, now))
  if (columns >= figuresFrom) {
    const right = row(seg(steps, 'dim'), ...figureCells(entry, time), seg(cost))
    return withRight(row(...left, seg(` ${entry.name}`, 'dim')), right, columns)
  }
  const right = row(seg(steps, 'dim'), seg(`  ${fitEnd(time, timeColumns)}${cost}`))
  return withRight(row(...left, ...troubles(entry), seg(` ${entry.name}`, 'dim')), right, columns)
}

/** While it runs the clock goes on from its last event; hours in which nobody ran it do not count. */
function workMs({ workMs: ended, endedAt, since }: BegunJob, isRunning: boolean, now: number): number {
  return endedAt === null && isRunning && since !== null ? ended + Math.max(0, now - Date.parse(since)) : ended
}

/** `D2 F1`: what went wrong, in a list that has no columns for it. */
const troubles = ({ deny, ask, failed, rejected }: BegunJob): Row =>
  [
    [deny, 'D', 'bad'] as const,
    [failed, 'F', 'bad'] as const,
    [rejected, 'R', 'warn'] as const,
    [ask, 'A', 'warn'] as const,
  ].flatMap(([n, sign, tone]) => (n > 0 ? [seg(` ${sign}${n}`, tone)] : []))

function figureCells(entry: BegunJob, time: string): Row {
  const tones: Readonly<Partial<Record<string, Tone>>> = { deny: 'bad', failed: 'bad', ask: 'warn', rejected: 'warn' }
  return figures.map((name) => {
    const value = name === 'time' ? time : entry[name]
    const text = value === 0 || value === null ? '.' : name === 'tokens' ? grouped(Number(value)) : String(value)
    return seg(fitEnd(text, figureColumns[name]), text === '.' ? 'dim' : (tones[name] ?? 'plain'))
  })
}

const costOf = (entry: JobEntry): string =>
  entry.isQueued || entry.costUsd === null || entry.costUsd === 0 ? '' : moneyText(entry.costUsd)

function stateOf(entry: JobEntry, isRunning: boolean, words: Words): [string, Tone] {
  if (entry.isQueued) return [words.jobs.queued, 'dim']
  if (entry.endedAt) return [words.jobs.done, 'good']
  if (isRunning) return [words.jobs.running, 'accent']
  return [(entry.phase ?? words.jobs.open).toUpperCase(), 'bad']
}

const entriesOf = remembered(jobEntries)
const ordered = remembered(sortedJobs)
const newestJob = (entries: readonly JobEntry[]): number =>
  Math.max(
    0,
    entries.findLastIndex((entry) => !entry.isQueued),
  )
const seen = seenBy<JobEntry>(
  {
    idOf: ({ job }) => String(job),
    textOf: (entry) => (entry.isQueued ? 'queued' : `${entry.name} ${entry.endedAt ? 'done' : (entry.phase ?? 'run')}`),
    fieldsOf: ({ job }) => ({ job }),
  },
  newestJob,
)

/** Every job, in the order of the loop. */
export function allJobs({ overview }: Pick<Snapshot, 'overview'>): readonly JobEntry[] {
  const { run, loop, job, step } = overview.state
  return entriesOf(overview.jobs, run, loop, job, step, overview.timing?.idle ?? 0)
}

const listOf = ({ snapshot, jobOrder, filter, cursor }: PanelFacts) =>
  seen(ordered(allJobs(snapshot), jobOrder), filter, cursor)

/** Number of the last event of a job, as far as the list of jobs tells: the one before the next job begins. */
function lastOfJob({ overview }: Snapshot, job: number): number | null {
  const { state, jobs } = overview
  if (state.job?.job === job) return state.seq
  const next = [...jobs.older, ...jobs.newer].find((entry) => entry.job > job)
  return next ? next.seq - 1 : null
}

function counterOf({ overview }: Snapshot): string {
  const { run, loop } = overview.state
  return run && loop && isLooping(run) ? `${loop.jobsDone}/${maxJobs(run.settings.config)}` : ''
}

export const jobsPanel = {
  name: 'jobs',
  place: 'left',
  tab: (words) => words.tabs.jobs,
  hasFilter: true,
  list: listOf,
  enter(facts) {
    const entry = underCursor(listOf(facts))
    if (!entry || entry.isQueued) return null
    // The last step that did something; without one the job as it ended, the moment before the next one began.
    const seq = entry.lastDid ?? lastOfJob(facts.snapshot, entry.job)
    return { type: 'look back', to: seq === null ? { kind: 'end' } : { kind: 'event', seq } }
  },
  copied(facts) {
    const entry = underCursor(listOf(facts))
    return entry ? String(entry.job) : ''
  },
  paged: () => null,
  View({ facts, place, isFocused }) {
    const { snapshot, filter, isTyping, jobOrder, isPast } = facts
    const { isRunning, now } = snapshot
    return (
      <JobsPanel
        {...{ filter, isTyping, place, isFocused, isRunning, now, isPast }}
        list={listOf(facts)}
        all={allJobs(snapshot)}
        order={jobOrder}
        counter={counterOf(snapshot)}
      />
    )
  },
} as const satisfies PanelRow
