// Panel 0: the current step, from draft to done, with what runs right now.
import { memo, type ReactNode } from 'react'
import { roles } from '../../core/event-place.ts'
import { printable } from '../../core/printable.ts'
import type { CommandState } from '../../core/state.ts'
import { pipeline, type Stage, type StageState } from '../../views/pipeline.ts'
import type { Snapshot } from '../store.ts'
import { innerColumns, innerRows, Panel, type Frame } from '../panel.tsx'
import { blank, row, seg, withRight, type Row, type Tone } from '../row.tsx'
import type { Place } from '../layout.ts'
import { wrapTo } from '../width.ts'

export interface PanelInput {
  readonly snapshot: Snapshot
  readonly place: Place
  readonly isFocused: boolean
  readonly frame: Frame
  /** Rows scrolled away from where the panel stands by itself. */
  readonly scroll: number
}

const stageTones: Record<StageState, Tone> = { waiting: 'dim', running: 'warn', ok: 'good', bad: 'bad', stopped: 'dim' }

export const StepPanel = memo(function StepPanel({ snapshot, place, isFocused, frame, scroll }: PanelInput): ReactNode {
  const { job, step } = snapshot.overview.state
  const title = step && job ? `[0] Job ${job.job} > Step ${step.step}` : '[0] Step'
  const columns = innerColumns(place.width)
  const head = stepRows(snapshot, columns)
  const output = outputRows(snapshot, columns)
  const room = innerRows(place.height) - head.length
  const last = Math.max(0, output.length - Math.max(0, room))
  const first = Math.max(0, last - scroll)
  const note = scroll > 0 ? `PAUSED -${Math.min(scroll, last)}` : snapshot.isRunning ? 'LIVE' : ''
  const rows = [...head, ...output.slice(first, first + Math.max(0, room))]
  return <Panel {...place} {...{ title, note, rows, isFocused, frame }} />
})

/** Everything above the output. */
export function stepRows(snapshot: Snapshot, columns: number): Row[] {
  const { overview } = snapshot
  const { state } = overview
  const { step } = state
  if (!step) return [row(seg('nothing has run yet', 'dim'))]
  const commands = step.commands.map((command) => commandRow(command, columns))
  return [
    pipelineRow(pipeline(state)),
    blank,
    ...retryRows(snapshot),
    ...reasonRows(overview.state, columns),
    ...commands,
  ]
}

function pipelineRow(stages: readonly Stage[]): Row {
  return stages.flatMap((stage, i) => {
    const isActive = stage.state === 'running'
    const name = isActive ? stage.name.toUpperCase() : stage.name
    const piece = seg(stage.note ? `${name} ${stage.note}` : name, stageTones[stage.state])
    return i === 0 ? [piece] : [seg(' > ', 'dim'), piece]
  })
}

/** A failed call that will be made again: why, and the countdown. */
function retryRows({ overview, now }: Snapshot): Row[] {
  const { step } = overview.state
  return roles.flatMap((role) => {
    const call = step?.calls[role]
    if (call?.status !== 'failed' || !call.failure || call.retryAt === null) return []
    const { kind, status, message } = call.failure
    const seconds = Math.max(0, Math.ceil((Date.parse(call.retryAt) - now) / 1000))
    const why = `${role}: ${kind}${status === null ? '' : ` ${status}`}: ${message}`
    return [row(seg(`again in ${seconds} s  `, 'warn'), seg(why)), blank]
  })
}

function reasonRows({ step }: Snapshot['overview']['state'], columns: number): Row[] {
  if (!step) return []
  const review = step.calls.review.value?.['review']
  const verdict = step.calls.review.value?.['approval'] === false ? 'REJECT' : 'ok'
  const texts: [string, Tone][] = []
  if (typeof review === 'string') texts.push([`review: ${verdict} - ${review}`, verdict === 'ok' ? 'plain' : 'bad'])
  if (step.finished?.error) texts.push([`${step.finished.error}: ${step.finished.detail ?? ''}`, 'bad'])
  if (step.finished?.phase === 'deny') texts.push([step.finished.reason, 'bad'])
  const rows = texts.flatMap(([text, tone]) =>
    wrapTo(printable(text), columns)
      .slice(0, 3)
      .map((line) => row(seg(line, tone))),
  )
  return rows.length > 0 ? [...rows, blank] : []
}

function commandRow(entry: CommandState, columns: number): Row {
  const verdict = entry.judged?.verdict
  const tone: Tone = verdict === 'deny' ? 'bad' : verdict === 'ask' ? 'warn' : 'plain'
  const word = verdict === 'allow' ? 'allow' : (verdict?.toUpperCase() ?? '')
  const right = row(seg('  '), seg(word.padEnd(6), tone), ...outcome(entry))
  return withRight(row(seg('$ ', 'dim'), seg(entry.command.code)), right, columns)
}

function outcome({ status, result }: CommandState): Row {
  const pad = (text: string) => text.padEnd(9)
  if (status === 'started') return row(seg(pad('RUNNING'), 'warn'))
  if (!result) return row(seg(pad('')))
  const isWell = result.outcome === 'exited' && result.exitCode === 0
  const word = result.outcome === 'exited' ? `exit ${result.exitCode}` : result.outcome.toUpperCase()
  return row(
    seg(pad(word), isWell ? 'good' : 'bad'),
    seg(`${(result.durationMs / 1000).toFixed(1)}s`.padStart(6), 'dim'),
  )
}

/** What the call or command under way says; else the last finished command's output. */
export function outputRows({ overview, live }: Snapshot, columns: number): Row[] {
  const { step } = overview.state
  const finished = step?.commands.findLast((entry) => entry.result)?.result
  const text = live !== '' ? live : [finished?.stdout.text, finished?.stderr.text].filter(Boolean).join('')
  if (text === '') return []
  const lines = printable(text).trimEnd().split('\n')
  const shown = lines.slice(-2000).flatMap((line) => wrapTo(line.replaceAll('\t', '    '), columns))
  return [blank, row(seg(live !== '' ? 'now:' : 'output:', 'dim')), ...shown.map((line) => row(seg(line)))]
}
