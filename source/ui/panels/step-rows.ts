// The current step as rows: pipeline, waiting, reasons, commands; and the output below them.
import { rulingOf } from '../../core/approval.ts'
import { roles } from '../../core/event-place.ts'
import { printable } from '../../core/printable.ts'
import type { CommandState, State, StepState } from '../../core/state.ts'
import { partialReply } from '../../views/partial-reply.ts'
import { pipeline, type Stage, type StageState } from '../../views/pipeline.ts'
import type { Words } from '../words/words.ts'
import { verdictTones, verdictWord } from '../draw/verdicts.ts'
import { blank, row, rowText, rowWidth, seg, withRight, type Row, type Segment } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { shortDuration } from '../draw/times.ts'
import { fit, widthOf, wrapTo } from '../draw/width.ts'

const stageTones: Record<StageState, Tone> = {
  waiting: 'dim',
  running: 'accent',
  ok: 'good',
  bad: 'bad',
  stopped: 'dim',
}

export interface StepInput {
  readonly state: State
  /** What the model being asked, or the command being run, has said so far. */
  readonly live: string
  /** Milliseconds since the epoch. */
  readonly now: number
  /** A row for every stage, so that the one that changed can be said alone. */
  readonly isSpoken?: boolean | undefined
  /** When the command under way was started (UTC). */
  readonly running?: string | null
}

/** Lines of output that are kept for scrolling. */
const mostLines = 2000
/** Lines a reason may take. */
const reasonLines = 3

/** Everything above the output. `room` bounds the commands: with more, those around the one under way are shown. */
export function stepHead(
  { state, now, isSpoken, running = null }: StepInput,
  words: Words,
  columns: number,
  room: number,
): Row[] {
  const { step } = state
  if (!step) return [row(seg(words.step.nothing, 'dim'))]
  const above = [
    ...(isSpoken ? stageRows(state, words) : pipelineRows(pipeline(state), words, columns)),
    ...spaced([...retryRows(step, now, words), ...reasonRows(step, words, columns)]),
  ]
  return [
    ...above,
    ...commandRows(
      step,
      { words, columns, since: running === null || now === 0 ? null : now - Date.parse(running) },
      Math.max(1, Math.floor((room - above.length) / 2)),
    ),
    ...doneRows(step, words),
  ]
}

interface CommandView {
  readonly words: Words
  readonly columns: number
  /** Milliseconds since the command under way was started; null where no clock runs. */
  readonly since: number | null
}

/** Verdict, outcome and time behind a command. */
const resultColumns = 26

/** The whole step as lines, for the terminal to break; without `output` what is seen of it. */
export function transcriptLines(
  input: StepInput,
  words: Words,
  output: readonly string[] = titledOutput(input, words),
): string[] {
  const { step, job } = input.state
  if (!step || !job) return [words.step.nothing]
  const rows = [
    ...pipelineRows(pipeline(input.state), words, Infinity),
    ...reasonRows(step, words, Infinity),
    ...step.commands.map((entry) =>
      commandRow(entry, { words, since: null, columns: widthOf(entry.command.code) + resultColumns }),
    ),
    ...doneRows(step, words),
  ]
  return [words.step.title(job.job, step.step), ...rows.map((content) => rowText(content).trimEnd()), ...output]
}

function titledOutput(input: StepInput, words: Words): string[] {
  const output = outputLines(input, Infinity)
  return output.length > 0 ? [`-- ${outputTitle(input, words)}`, ...output] : []
}

const spaced = (rows: Row[]): Row[] => (rows.length > 0 ? [blank, ...rows, blank] : [blank])

function stageSegment({ name, state, note }: Stage, words: Words): Segment {
  const title = state === 'running' ? words.stages[name].toUpperCase() : words.stages[name]
  return seg(note ? `${title} ${words.notes[note] ?? note}` : title, stageTones[state])
}

/** Those that have begun, one below the other. */
const stageRows = (state: State, words: Words): Row[] =>
  pipeline(state)
    .filter((stage) => stage.state !== 'waiting')
    .map((stage) => row(stageSegment(stage, words)))

function pipelineRows(stages: readonly Stage[], words: Words, columns: number): Row[] {
  const pieces = stages.map((stage) => stageSegment(stage, words))
  const line = (from: number, to: number): Row =>
    pieces
      .slice(from, to)
      .flatMap((piece, i) => (from + i === 0 ? [piece] : [seg(i === 0 ? '> ' : ' > ', 'dim'), piece]))
  const half = Math.ceil(pieces.length / 2)
  return rowWidth(line(0, pieces.length)) <= columns
    ? [line(0, pieces.length)]
    : [line(0, half), line(half, pieces.length)]
}

/** A failed call that will be made again: why, and the countdown. */
function retryRows({ calls }: StepState, now: number, words: Words): Row[] {
  return roles.flatMap((role) => {
    const { status, failure, retryAt } = calls[role]
    if (status !== 'failed' || !failure || retryAt === null) return []
    const seconds = Math.max(0, Math.ceil((Date.parse(retryAt) - now) / 1000))
    const why = `${words.stages[role]}: ${failure.kind}${failure.status === null ? '' : ` ${failure.status}`}: ${failure.message}`
    return [row(seg(`${words.step.again(seconds)}  `, 'warn'), seg(why))]
  })
}

function reasonRows(step: StepState, words: Words, columns: number): Row[] {
  const review = step.calls.review.value?.['review']
  const isRejected = step.calls.review.value?.['approval'] === false
  const texts: [string, Tone][] = []
  if (typeof review === 'string')
    texts.push([
      `${words.stages.review}: ${isRejected ? `${words.notes['REJECT']} - ` : ''}${review}`,
      isRejected ? 'bad' : 'plain',
    ])
  if (step.snapshot === 'delayed') texts.push([words.step.delayed, 'accent'])
  // The answer is the question's: one row for all of its commands.
  const denied = step.commands.find(({ approval }) => approval?.answer === 'deny')?.approval
  if (denied) texts.push([words.policy.answered('deny', denied.by, denied.reason), 'bad'])
  if (step.finished?.error) texts.push([`${step.finished.error}: ${step.finished.detail ?? ''}`, 'bad'])
  if (step.finished?.phase === 'deny') texts.push([words.plain(step.finished.reason), 'bad'])
  return texts.flatMap(([text, tone]) =>
    wrapTo(printable(text).replaceAll('\n', ' '), columns)
      .slice(0, reasonLines)
      .map((line) => row(seg(line, tone))),
  )
}

function commandRows({ commands }: StepState, view: CommandView, most: number): Row[] {
  const { words } = view
  const whole = commands.map((entry) => wholeCommand(entry, view))
  // Where there is room nothing of a command is cut off.
  if (whole.flat().length <= most) return whole.flat()
  const active = Math.max(
    0,
    commands.findIndex(({ status }) => status !== 'finished'),
  )
  const first = Math.max(0, Math.min(active - Math.floor(most / 2), commands.length - most))
  const seen = commands.slice(first, first + most)
  const left = most - seen.length
  const rows = seen.flatMap((entry, i) => {
    const lines = whole[first + i] ?? []
    return first + i === active && lines.length - 1 <= left ? lines : [commandRow(entry, view)]
  })
  const hidden = commands.length - seen.length
  return hidden > 0 ? [...rows, row(seg(words.step.more(hidden), 'dim'))] : rows
}

/** The command in as many rows as it takes, its outcome in the first. */
function wholeCommand(entry: CommandState, view: CommandView): Row[] {
  const code = printable(entry.command.code).replaceAll('\n', ' ')
  const room = Math.max(10, view.columns - 2 - resultColumns)
  const [first = '', ...rest] = wrapTo(code, room)
  const head = commandRow({ ...entry, command: { ...entry.command, code: first } }, view)
  return [head, ...wrapTo(rest.join(''), Math.max(10, view.columns - 2)).map((line) => row(seg(`  ${line}`)))].filter(
    (content, i) => i === 0 || rowText(content).trim() !== '',
  )
}

function commandRow(entry: CommandState, { words, columns, since }: CommandView): Row {
  const ruling = rulingOf(entry)
  const word = ruling ? verdictWord(ruling) : ''
  const right = row(
    seg('  '),
    seg(word.padEnd(6), ruling ? verdictTones[ruling] : 'plain'),
    ...outcome(entry, words, since),
  )
  return withRight(row(seg('$ ', 'dim'), seg(entry.command.code)), right, columns)
}

const outcomeColumns = 9

function outcome({ status, result }: CommandState, words: Words, since: number | null): Row {
  if (status === 'started') {
    const clock = since === null ? '' : shortDuration(since)
    return row(seg(fit(words.step.running, outcomeColumns), 'accent'), seg(clock.padStart(7), 'dim'))
  }
  if (!result) return row(seg(' '.repeat(outcomeColumns + 7)))
  const isWell = result.outcome === 'exited' && result.exitCode === 0
  const word = result.outcome === 'exited' ? `exit ${result.exitCode}` : words.outcomes[result.outcome]
  const time =
    result.durationMs < 60_000 ? `${(result.durationMs / 1000).toFixed(1)}s` : shortDuration(result.durationMs)
  return row(seg(fit(word, outcomeColumns), isWell ? 'good' : 'bad'), seg(time.padStart(7), 'dim'))
}

/** What the tool's own look at the evidence said. */
function doneRows({ done }: StepState, words: Words): Row[] {
  const missing = done?.results.find(({ holds }) => !holds)
  return missing ? [row(seg(`${words.step.doneCheck} `, 'dim'), seg(words.plain(missing.reason)))] : []
}

/**
 * What the call or command under way says; else the last finished command's output. Empty when there is none. Lines
 * are broken at `columns`; with Infinity they are whole.
 */
export function outputLines({ state, live }: StepInput, columns: number): string[] {
  const finished = state.step?.commands.findLast((entry) => entry.result)?.result
  const isCommand = state.step?.commands.some(({ status }) => status === 'started') ?? false
  const readable = live === '' || isCommand ? live : (partialReply(live)?.join('\n') ?? live)
  const text = live !== '' ? readable : [finished?.stdout.text, finished?.stderr.text].filter(Boolean).join('')
  if (text === '') return []
  return printable(text)
    .trimEnd()
    .split('\n')
    .slice(-mostLines)
    .flatMap((line) => wrapTo(line.replaceAll('\t', '    '), columns))
}

/** Who speaks below: a model, or a command. */
export function outputTitle({ state, live }: StepInput, words: Words): string {
  const { step } = state
  if (live === '') return words.step.output
  const command = step?.commands.find(({ status }) => status === 'started')
  if (command) return `$ ${command.command.code}`
  const role = roles.find((name) => step?.calls[name].status === 'asked')
  return role ? `${words.stages[role]} (${step?.calls[role].model ?? ''})` : words.step.output
}
