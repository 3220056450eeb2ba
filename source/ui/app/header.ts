// The rows around the panels: header, tabs, status line, hints; and the facts of a very small screen.
import { maxJobs } from '../../core/settings.ts'
import { limitOf } from '../../core/limits.ts'
import { isLooping } from '../../core/state.ts'
import { keyLabel } from '../keys/key-labels.ts'
import { hintsFor, type Situation } from '../keys/keys.ts'
import { panelOrder, panelOf, type PanelName } from '../panels/table.ts'
import type { Words } from '../words/words.ts'
import { fitRow, row, rowWidth, seg, withRight, type Row, type Segment } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { needsMe } from './needs-me.ts'
import { countedUntil, isExperimental, runTones, runWord } from '../draw/run-word.ts'
import type { RepositoryState } from './session-ports.ts'
import type { Snapshot } from './store.ts'
import { duration } from '../draw/times.ts'
import { cutTo } from '../draw/width.ts'

/** The word for the run. */
export function stateSegments({ overview, isRunning, isPast }: Snapshot, words: Words): Segment[] {
  if (isPast) return [seg(` ${words.header.review} `, 'inverse')]
  const word = runWord(overview.state, isRunning)
  const experimental = isExperimental(overview.state) ? [seg(' (experimental)', 'dim')] : []
  return [seg(words.runWords[word], runTones[word]), ...experimental]
}

function placeText({ overview }: Snapshot, words: Words): string {
  const { job, step, run } = overview.state
  if (!job || !step) return ''
  // The look that finds the steps used up is one more.
  const number = run ? Math.min(step.step, run.settings.config.max_steps) : step.step
  if (!run || !isLooping(run)) return words.header.place(job.job, number)
  return words.header.looping(job.job, maxJobs(run.settings.config), number)
}

/** `of` stands between what is used and its limit. */
function elapsed({ overview, isRunning, now }: Snapshot, of: string): string {
  const { run, loop } = overview.state
  if (!run) return ''
  const time = duration(countedUntil(overview.state, isRunning, now) - Date.parse(run.startedAt))
  const most = loop ? limitOf(loop, run, 'max_minutes') : null
  return most === null ? time : `${time}${of}${duration(most * 60_000)}`
}

function money({ overview }: Snapshot, of: string): string {
  const { run, loop } = overview.state
  if (!run || !loop) return ''
  const most = limitOf(loop, run, 'max_cost_usd')
  if (loop.usage.costUsd === 0 && most === null) return ''
  const bound = loop.usage.estimated > 0 ? '<=' : ''
  return `${bound}$${loop.usage.costUsd.toFixed(2)}${most === null ? '' : `${of}$${most.toFixed(2)}`}`
}

/** Part of the limit from which money is pointed out. */
const warnFrom = 0.8

function moneyTone({ overview }: Snapshot): Tone {
  const { run, loop } = overview.state
  const most = run && loop ? limitOf(loop, run, 'max_cost_usd') : null
  const part = most !== null && loop ? loop.usage.costUsd / Math.max(most, Number.MIN_VALUE) : 0
  return part >= 1 ? 'bad' : part >= warnFrom ? 'warn' : 'plain'
}

/** Where the project stands. */
export interface Standing {
  readonly root: string
  /** Null where nobody knows, or where another time is looked at. */
  readonly repository: RepositoryState | null
}

/** Below that every column counts. */
const spaciousColumns = 100
/** Columns of a branch's name that are shown. */
const branchColumns = 24

interface HeaderField {
  readonly text: string
  readonly tone: Tone
  /** The highest goes first when there is no room. */
  readonly rank: number
}

/** Fields at the right, as they stand there. */
function headerFields(snapshot: Snapshot, words: Words, columns: number, standing: Standing): HeaderField[] {
  const { root, repository } = standing
  const of = columns < spaciousColumns ? '/' : ' / '
  const { deny } = snapshot.overview.totals
  const { viewers } = snapshot
  const needs = snapshot.isPast ? 0 : needsMe(snapshot).length
  const field = (text: string, rank: number, tone: Tone = 'plain', gap = '  '): HeaderField[] =>
    text === '' ? [] : [{ text: `${gap}${text}`, tone, rank }]
  const dirty = repository && repository.dirty > 0 ? words.header.dirty(repository.dirty) : ''
  return [
    ...field(repository ? `${basename(root)}@${cutTo(repository.branch, branchColumns)}` : root, 6, 'dim'),
    ...field(dirty, 7, 'dim', ' '),
    ...field(elapsed(snapshot, of), 2),
    ...field(money(snapshot, of), 3, moneyTone(snapshot)),
    ...field(deny > 0 ? words.header.deny(deny) : '', 4),
    // What needs a person is the last to go.
    ...field(needs > 0 ? words.header.needs(needs) : '', 1, 'bad'),
    ...field(viewers > 1 ? words.header.viewers(viewers) : '', 5),
  ]
}

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

export function headerRow(snapshot: Snapshot, words: Words, columns: number, standing: Standing): Row {
  const left = row(seg(' tos ', 'bold'), ...stateSegments(snapshot, words), seg(`  ${placeText(snapshot, words)}`))
  const right = (fields: readonly HeaderField[]): Row => row(...fields.map(({ text, tone }) => seg(text, tone)), ' ')
  let fields = headerFields(snapshot, words, columns, standing)
  while (fields.length > 0 && rowWidth(left) + rowWidth(right(fields)) > columns) {
    const last = Math.max(...fields.map(({ rank }) => rank))
    fields = fields.filter(({ rank }) => rank !== last)
  }
  return withRight(left, right(fields), columns)
}

/** For a screen reader: without what moves all the time, and with the one key that tells of the others. */
export const spokenHeaderRows = (snapshot: Snapshot, words: Words): readonly Row[] => [
  row(seg(`${keyLabel('?', words)} ${words.hints.help}`)),
  row(...stateSegments(snapshot, words), seg(` ${placeText(snapshot, words)}`)),
]

export interface TabFacts {
  readonly focus: PanelName
  readonly counts: Readonly<Record<PanelName, string>>
  readonly badge: string
}

interface TabForm {
  readonly isNamed: boolean
  readonly hasCounts: boolean
  /** What stands around a tab, and around the one in focus. */
  readonly around: readonly [string, string]
  readonly aroundFocus: readonly [string, string]
}

/** The first that fits beside the badge is taken, else the last. */
const tabForms: readonly TabForm[] = [
  { isNamed: true, hasCounts: true, around: [' ', '  '], aroundFocus: ['[', '] '] },
  { isNamed: true, hasCounts: true, around: [' ', ' '], aroundFocus: ['[', ']'] },
  { isNamed: true, hasCounts: false, around: ['', ' '], aroundFocus: ['[', '] '] },
  { isNamed: false, hasCounts: true, around: [' ', '  '], aroundFocus: ['[', '] '] },
]

export function tabsRow({ focus, counts, badge }: TabFacts, words: Words, columns: number): Row {
  const tab = (name: PanelName, { isNamed, hasCounts, around, aroundFocus }: TabForm): Segment => {
    const title = isNamed || name === focus ? ` ${panelOf(name).tab(words)}` : ''
    const [before, after] = name === focus ? aroundFocus : around
    const label = `${panelOrder.indexOf(name)}${title}${hasCounts ? counts[name] : ''}`
    return seg(`${before}${label}${after}`, name === focus ? 'bold' : 'plain')
  }
  const right = row(badge === '' ? '' : ` ${badge} `)
  const forms = tabForms.map((form) => panelOrder.map((name) => tab(name, form)))
  const fitting = forms.find((tabs) => rowWidth(tabs) + rowWidth(right) <= columns)
  return fitting ? withRight(fitting, right, columns) : fitRow(forms.at(-1) ?? [], columns)
}

/** As many hints as fit whole, the most useful first. */
export function hintsRow(
  situation: Situation,
  words: Words,
  columns: number,
  { isRunning, overview }: Pick<Snapshot, 'isRunning' | 'overview'>,
): Row {
  const isPaused = overview.state.run?.isPauseRequested ?? false

  // While it runs a limit is raised in time; a hint is for the run that one has ended.
  const worth = hintsFor(situation).filter(({ action }) => action !== 'raise' || !isRunning)
  const hints = worth.map(({ action, keys: [key = ''] }) => {
    const hint = action === 'pause' && isPaused ? words.hints.goOn : words.hints[action]
    const text = action === 'leave' && isRunning ? words.leave.goesOn : hint
    return [seg(` ${keyLabel(key, words)}`, 'bold'), seg(` ${text} `, 'dim')]
  })
  const shown: Segment[] = []
  for (const hint of hints) if (rowWidth([...shown, ...hint]) <= columns) shown.push(...hint)
  return fitRow(shown, columns)
}

/** As many facts as there are rows, the most important first. Of each the first form that fits, or its last one, cut. */
export function factRows(snapshot: Snapshot, words: Words, columns: number, rows: number): Row[] {
  const { totals, state } = snapshot.overview
  const { step, run } = state
  const { counts } = words.run
  const ended = run?.ended ? words.plain(run.ended.endReason) : null
  const code = (index = -1): string => {
    const text = step?.commands[index]?.command.code
    return text === undefined ? '' : `$ ${text}`
  }
  const [word, ...experimental] = stateSegments(snapshot, words)
  const running = step?.commands.findIndex(({ status }) => status === 'started')
  const facts: (string | Row)[][] = [
    [row(word ?? '', ...experimental), row(word ?? '')],
    [run?.ended ? '' : code(step?.question?.reasons[0]?.index)],
    [placeText(snapshot, words), state.job ? words.header.job(state.job.job) : ''],
    [ended ?? elapsed(snapshot, ' / '), ended ?? elapsed(snapshot, '/')],
    [counts.policy(totals), words.header.deny(totals.deny)],
    [counts.commands(totals), words.header.failed(totals.failedCommands)],
    [money(snapshot, ' / ')],
    [code(running)],
  ]
  return facts
    .map((forms) => forms.map((form) => (typeof form === 'string' ? row(form) : form)))
    .map((forms) => forms.find((form) => rowWidth(form) <= columns) ?? forms.at(-1) ?? [])
    .filter((fact) => rowWidth(fact) > 0)
    .slice(0, Math.max(1, rows))
    .map((fact) => fitRow(fact, columns))
}
