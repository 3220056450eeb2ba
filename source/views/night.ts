// The end of a loop in a few rows: how it ended, what went wrong, what changed, what to do next.
import { limitThatEnded } from '../core/limits.ts'
import type { CommandState, RunEnd, RunState, State, StepState } from '../core/state.ts'
import { maxJobs } from '../core/settings.ts'
import { isLooping } from '../core/state.ts'
import { printableLine } from '../core/printable.ts'
import { wallsOf } from './badges.ts'
import { incidentKinds, type IncidentKind } from './incidents.ts'
import type { NightWords } from './night-words.ts'
import type { Overview } from './overview.ts'
import { all } from './recent.ts'
import { timedParts, type StepTimes } from './step-times.ts'
import type { Tally } from './tally.ts'

export type NightEnd = RunEnd | 'new' | 'crashed' | 'running'
export type NightTone = 'plain' | 'good' | 'bad' | 'warn' | 'dim'

export interface NightRow {
  /** Empty in rows that go on with what is above. */
  readonly label: string
  readonly text: string
  readonly tone: NightTone
  /** The event it tells of, to be opened; null where it tells of no single one. */
  readonly seq: number | null
}

export function nightEnd({ run }: State, isRunning: boolean): NightEnd {
  if (!run) return isRunning ? 'running' : 'new'
  if (run.ended) return run.ended.why
  return isRunning ? 'running' : 'crashed'
}

const tones: Readonly<Partial<Record<NightEnd, NightTone>>> = {
  done: 'good',
  loop_complete: 'good',
  running: 'plain',
  new: 'dim',
}
const kindTones: Readonly<Record<IncidentKind, NightTone>> = {
  limit: 'bad',
  denied: 'bad',
  failed: 'bad',
  rejected: 'warn',
  refused: 'warn',
  uncovered: 'warn',
  asked: 'plain',
}

interface NightWish {
  readonly isRunning: boolean
  /** Incidents of a kind that are listed; the rest is counted. */
  readonly most: number
}

/** Empty before anything was run. */
export function nightRows(overview: Overview, { isRunning, most }: NightWish, words: NightWords): NightRow[] {
  const { state, slowest, tally } = overview
  const { run, loop } = state
  if (!run || !loop) return []
  const end = nightEnd(state, isRunning)
  const { labels } = words
  const row = (label: string, text: string, tone: NightTone = 'plain', seq: number | null = null): NightRow => ({
    label,
    text: printableLine(text),
    tone,
    seq,
  })
  return [
    row(labels.end, words.ends[end], tones[end] ?? 'bad'),
    ...(run.ended && run.ended.exitCode !== 0
      ? [row('', endText(run, words) ?? words.plain(run.ended.endReason), 'dim')]
      : []),
    ...doubtRows(state, words, row),
    ...wallsOf(state).map(({ kind, reason }) =>
      row(labels.beware, `${words.beware[kind]}${reason ? ` (${words.plain(reason)})` : ''}`, 'warn'),
    ),
    row(labels.jobs, jobsText(overview, words)),
    ...incidentRows(overview, most, words, row, limitText(run, words)),
    row(labels.files, words.files(tally.files, tally.isUncounted)),
    row(labels.money, words.money(loop.usage)),
    row(labels.time, timeText(tally, words)),
    ...(slowest ? [row(labels.slowest, slowestText(slowest, words), 'plain', slowest.seq)] : []),
    row(labels.next, nextCommand(state, end), 'plain'),
  ]
}

/** What is better told than by the end reason: who stopped the run, and a limit where the language has words of its own. */
const endText = (run: RunState, words: NightWords): string | null =>
  run.ended?.why === 'stopped' && run.stoppedBy !== null ? words.stoppedBy(run.stoppedBy) : limitText(run, words)

/** The command of which nobody knows how far it came: it had started when the run died. */
export const commandInDoubt = (step: StepState | null): CommandState | undefined =>
  step && !step.finished ? step.commands.find(({ status }) => status === 'started') : undefined

function doubtRows({ run, job, step }: State, words: NightWords, row: MakeRow): NightRow[] {
  const doubtful = run?.ended?.why === 'in_doubt' || !run?.ended ? commandInDoubt(step) : undefined
  if (!doubtful || !job || !step) return []
  return [row(words.labels.doubt, `${words.place(job.job, step.step)}  ${doubtful.command.code}`, 'bad')]
}

type MakeRow = (label: string, text: string, tone?: NightTone, seq?: number | null) => NightRow

/** The limit that ended the run, where the language has words of its own for it. */
const limitText = ({ limit }: RunState, words: NightWords): string | null =>
  limit && words.limit ? words.limit(limit) : null

function incidentRows(
  { incidents, tally }: Overview,
  most: number,
  words: NightWords,
  row: MakeRow,
  limit: string | null,
): NightRow[] {
  return incidentKinds.flatMap((kind) => {
    const count = tally.incidents[kind]
    const shown = all(incidents)
      .filter((incident) => incident.kind === kind)
      .slice(-most)
    const rows = shown.map(({ job, step, text, why, seq }, i) => {
      const place = job === null ? '' : words.place(job, step)
      const told = kind === 'limit' && limit !== null && i === shown.length - 1 ? limit : words.plain(text)
      const said = [place, told, why && `(${words.plain(why)})`].filter(Boolean).join('  ')
      return row(i === 0 ? words.kinds[kind](count) : '', said, kindTones[kind], seq)
    })
    const left = count - shown.length
    const label = shown.length === 0 ? words.kinds[kind](count) : ''
    return left > 0 ? rows.concat(row(label, words.more(left), 'dim')) : rows
  })
}

function jobsText({ state, jobs, tally }: Overview, words: NightWords): string {
  const { run, loop } = state
  const begun = all(jobs)
  const done = run && loop && isLooping(run) ? loop.jobsDone : begun.filter(({ endedAt }) => endedAt !== null).length
  const of = run && isLooping(run) ? maxJobs(run.settings.config) : begun.length
  return words.jobs(done, of, tally.jobs)
}

const timeText = ({ times: { total, draft, review, final, waiting, executing } }: Tally, words: NightWords): string =>
  words.time(total, draft + review + final, waiting, executing)

const slowestText = (times: StepTimes, words: NightWords): string => {
  const longest = timedParts.toSorted((a, b) => times[b] - times[a])[0] ?? 'executing'
  return words.slowest(times.job, times.step, times.total, words.parts[longest], times[longest])
}

/** What most likely is to be called next, as it is typed. */
export function nextCommand(state: State, end: NightEnd): string {
  const { run, step } = state
  const loop = run?.until === 'loop' ? ' --loop' : ''
  switch (end) {
    case 'new':
      return 'tos run --loop'
    case 'running':
      return step?.question ? 'tos approve | tos deny' : 'tos watch'
    case 'loop_complete':
      return 'tos cleanrun --loop'
    case 'done':
      return run && isLooping(run) ? 'tos run --loop' : 'tos cleanrun'
    case 'limit':
    case 'max_steps':
      return `tos resume --raise ${raised(state)}${loop}`
    case 'in_doubt':
      return `tos resume --in-doubt skip${loop}`
    case 'crashed':
      return `tos resume${commandInDoubt(step) ? ' --in-doubt skip' : ''}${loop}`
    case 'fatal_error':
    case 'failed':
      return `tos doctor; tos resume${loop}`
    case 'deny':
      return `tos policy; tos resume${loop}`
    case 'stopped':
    case 'unanswered':
      return `tos resume${loop}`
  }
}

function raised(state: State): string {
  const limit = limitThatEnded(state)
  return limit ? `${limit.name}=${limit.value}` : 'LIMIT=VALUE'
}

const labelColumns = 10

/** The rows as lines of a program's output. */
export const nightLines = (rows: readonly NightRow[]): string[] =>
  rows.map(({ label, text }) => `${label.padEnd(labelColumns)}  ${text}`)
