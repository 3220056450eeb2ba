// Panel 1: the run and its job_loop counters, with progress and limits.
import { grouped } from '../../core/text.ts'
import { memo, type ReactNode } from 'react'
import { limitOf } from '../../core/limits.ts'
import { printableLine } from '../../core/printable.ts'
import { limitNames, maxJobs, type LimitName } from '../../core/settings.ts'
import { isLooping, type LoopState, type RunState, type State } from '../../core/state.ts'
import type { Usage } from '../../core/usage.ts'
import { badgesOf, type Badge } from '../../views/badges.ts'
import type { Totals } from '../../views/overview.ts'
import type { Words } from '../words/words.ts'
import type { Place } from '../draw/place.ts'
import { limitFigures } from '../draw/limit-figures.ts'
import { useLook } from '../draw/look.ts'
import { innerColumns, Panel } from '../draw/panel.tsx'
import { row, seg, type Row, type Segment } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { countedUntil, runTones, runWord } from '../draw/run-word.ts'
import { clockTime, duration } from '../draw/times.ts'
import { cutTo, fit, widthOf, wrapTo } from '../draw/width.ts'
import type { PanelRow } from './panel-row.ts'

export interface RunInput {
  readonly state: State
  readonly totals: Totals
  readonly isRunning: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly place: Place
  readonly isFocused: boolean
  /** Figures without bars. */
  readonly isSpoken: boolean
}

export const RunPanel = memo(function RunPanel(input: RunInput): ReactNode {
  const { words } = useLook()
  const wall = badgesOf(input.state, new Date(input.now).toISOString()).find(isWall)
  const note = wall ? words.run.badges[wall.kind] : ''
  const rows = runRows(input, words, input.isSpoken ? 0 : innerColumns(input.place))
  return <Panel {...input} {...{ note, rows }} title={`[1] ${words.panels.run}`} noteTone="warn" />
})

const labelColumns = 10

/** The most important first: a small panel cuts at the bottom. */
export function runRows({ state, totals, isRunning, now }: RunInput, words: Words, columns: number): Row[] {
  const { loop, run, job, step } = state
  const until = countedUntil(state, isRunning, now)
  const { labels, counts } = words.run
  if (!loop || !run) return [row(seg(words.run.none, 'dim'))]
  const label = (name: string) => seg(fit(name, labelColumns), 'dim')
  const line = (name: string, value: string, tone: Tone = 'plain'): Row => row(label(name), seg(value, tone))
  const word = runWord(state, isRunning)
  const room = columns - labelColumns
  const { config } = run.settings
  return [
    row(label(labels.state), seg(words.runWords[word], runTones[word]), seg(`  ${words.run.who(run)}`, 'dim')),
    ...endRows(run, label(labels.end), room, words),
    isLooping(run)
      ? row(
          label(labels.jobs),
          ...progress(loop.jobsDone, maxJobs(config), counts.of(loop.jobsDone, maxJobs(config)), room, false),
        )
      : line(labels.jobs, words.run.noLoop),
    // The step that finds them used up is one more.
    line(
      labels.step,
      step && job
        ? counts.place(job.job, Math.min(step.step, config.max_steps), config.max_steps)
        : words.run.nothingYet,
    ),
    row(label(labels.policy), ...policyCounts(counts.policy(totals), totals.deny > 0)),
    ...badgesOf(state, new Date(now).toISOString()).flatMap((badge) => badgeRows(badge, words, line)),
    line(labels.commands, counts.commands(totals)),
    ...limitRows({ loop, run, until, stalled: job?.stalledSteps ?? 0 }, words, room).map(([name, segments]) =>
      row(label(name), ...segments),
    ),
    line(labels.tokens, usageText(loop.usage, words, room)),
    line(labels.since, `${clockTime(run.startedAt)}  ${duration(until - Date.parse(run.startedAt))}  pid ${run.pid}`),
  ]
}

/** The denies stand last, and stand out. */
function policyCounts(text: string, isBad: boolean): Row {
  const at = text.lastIndexOf('  ')
  return row(seg(text.slice(0, at)), seg(text.slice(at), isBad ? 'bad' : 'plain'))
}

type Wall = Exclude<Badge, { kind: 'granted' | 'note' }>
const isWall = (badge: Badge): badge is Wall => badge.kind !== 'granted' && badge.kind !== 'note'

/** The first wall badge stands in the title; that nothing can be put back has a row of its own. */
function badgeRows(badge: Badge, { run }: Words, line: (name: string, value: string, tone: Tone) => Row): Row[] {
  if (badge.kind === 'note') return [line(run.labels.note, run.note(badge.text, badge.isKept), 'accent')]
  if (badge.kind === 'granted') {
    const rule = badge.program === null ? badge.rule : `${badge.rule} (${badge.program})`
    return [line(run.labels.granted, run.granted(rule, badge.until && clockTime(badge.until)), 'warn')]
  }
  return badge.kind === 'nothing can be put back' ? [line('', run.badges[badge.kind], 'warn')] : []
}

/** Why it ended, in two rows at most. */
function endRows({ ended, limit }: RunState, label: Segment, room: number, words: Words): Row[] {
  if (!ended) return []
  const tone = ended.exitCode === 0 ? 'good' : 'bad'
  const lines = wrapTo(printableLine((limit && words.night.limit?.(limit)) ?? words.plain(ended.endReason)), room)
  const shown = lines.length > 2 ? [lines[0] ?? '', cutTo(lines.slice(1).join(''), room)] : lines
  return shown.map((text, i) => row(i === 0 ? label : ' '.repeat(labelColumns), seg(text, tone)))
}

/** Tokens in and out, and what they cost where that is known; in thousands where there is no room for more. */
function usageText({ input, output, costUsd, unpriced, estimated }: Usage, words: Words, room: number): string {
  const cost = costUsd > 0 ? `  $${costUsd.toFixed(4)}` : ''
  const unknown = unpriced > 0 ? `  ${words.run.counts.unpriced(unpriced)}` : ''
  const guessed = estimated > 0 ? `  ${words.run.counts.estimated(estimated)}` : ''
  const more = `${cost}${unknown}${guessed}`
  const { tokens } = words.run.counts
  const forms = [
    tokens(grouped(input), grouped(output)),
    tokens(thousands(input), thousands(output)),
    `${thousands(input)} + ${thousands(output)}`,
  ].map((text) => `${text}${more}`)
  return forms.find((text) => widthOf(text) <= room) ?? forms.at(-1) ?? ''
}

const thousands = (count: number): string => (count < 1000 ? String(count) : `${(count / 1000).toFixed(1)}k`)

/** Part of a limit from which it is pointed out. */
const warnFrom = 0.8

/** A bar as far as there is room, and the figures behind it. */
function progress(used: number, most: number, figures: string, room: number, isLimit = true): Row {
  const width = Math.min(20, room - widthOf(figures) - 3)
  if (width < 5) return row(seg(figures))
  const filled = most <= 0 ? width : Math.max(0, Math.min(width, Math.floor((used / most) * width)))
  const tone = !isLimit ? 'good' : used >= most ? 'bad' : used >= most * warnFrom ? 'warn' : 'good'
  return row('[', seg('#'.repeat(filled), tone), seg('.'.repeat(width - filled), 'dim'), `] ${figures}`)
}

interface Spent {
  readonly loop: LoopState
  readonly run: RunState
  /** Milliseconds since the epoch. */
  readonly until: number
  readonly stalled: number
}

/** A row for every limit that is in force. */
function limitRows({ loop, run, until, stalled }: Spent, words: Words, room: number): [string, Row][] {
  const minutes = (until - Date.parse(run.startedAt)) / 60_000
  const used: Record<LimitName, number> = {
    max_cost_usd: loop.usage.costUsd,
    max_tokens: loop.usage.input + loop.usage.output,
    max_minutes: Math.max(0, minutes),
    no_progress_steps: stalled,
  }
  return limitNames.flatMap((name): [string, Row][] => {
    const most = limitOf(loop, run, name)
    if (most === null) return []
    const text = `${limitFigures[name](used[name])} / ${limitFigures[name](most)}`
    return [[words.run.limits[name], progress(used[name], most, text, room)]]
  })
}

export const runPanel = {
  name: 'run',
  place: 'left',
  height: (rows) => Math.min(12, Math.max(9, Math.floor(rows * 0.32))),
  tab: (words) => words.tabs.run,
  hasFilter: false,
  enter: () => ({ type: 'zoom' }),
  copied: ({ snapshot }) => snapshot.overview.state.run?.ended?.endReason ?? '',
  paged: () => null,
  View({ facts, place, isFocused }) {
    const { snapshot, isSpoken } = facts
    const { overview, isRunning, now } = snapshot
    const { state, totals } = overview
    return (
      <RunPanel
        {...{ state, totals, isRunning, place, isFocused, isSpoken }}
        now={isSpoken ? now - (now % 60_000) : now}
      />
    )
  },
} as const satisfies PanelRow
