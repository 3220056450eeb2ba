// Panel 0: the current step, from draft to done, with what runs right now.
import { memo, useMemo, type ReactNode } from 'react'
import type { Place } from '../draw/place.ts'
import { useLook } from '../draw/look.ts'
import { innerColumns, innerRows, Panel } from '../draw/panel.tsx'
import { row, seg, type Row } from '../draw/row.tsx'
import { outputLines, outputTitle, stepHead, transcriptLines, type StepInput } from './step-rows.ts'
import type { Words } from '../words/words.ts'
import { cutTo } from '../draw/width.ts'
import type { State } from '../../core/state.ts'
import type { PagedStep } from '../app/message.ts'
import type { PanelFacts, PanelRow } from './panel-row.ts'
import { SummaryPanel } from './summary.tsx'

export interface StepPanelInput extends StepInput {
  /** LIVE, or which event is looked at. */
  readonly badge: string
  readonly place: Place
  readonly isFocused: boolean
  /** Rows scrolled back; 0 follows. */
  readonly scrolled: number
  readonly search: string
  readonly isTyping: boolean
  /** Rows of a question that is open, above everything else. */
  readonly question: readonly Row[]
}

export const StepPanel = memo(function StepPanel(input: StepPanelInput): ReactNode {
  const { state, live, now, running = null, isSpoken, question, place, isFocused } = input
  const { scrolled, search, isTyping, badge } = input
  const { words } = useLook()
  const { head, lines, room } = useMemo(
    () => stepParts({ state, live, now, running, isSpoken, place, question }, words),
    [state, live, now, running, isSpoken, place, question, words],
  )
  const hidden = Math.max(0, lines.length - room)
  const back = Math.min(scrolled, hidden)
  const first = hidden - back
  const seen = lines.slice(first, first + room).map((line) => hitRow(line, search))
  const { job, step } = state
  const title = step && job ? words.step.title(job.job, step.step) : words.panels.step
  const hasSearch = isTyping || search !== ''
  return (
    <Panel
      {...{ place, isFocused }}
      title={hasSearch ? `[0] ${title} /${search}${isTyping ? '_' : ''}` : `[0] ${title}`}
      note={back > 0 ? words.step.behind(back) : badge}
      noteTone={back > 0 ? 'warn' : 'plain'}
      rows={[...head, ...(room > 0 && lines.length > 0 ? [outputHead(input, words)] : []), ...seen]}
    />
  )
})

export interface StepParts {
  readonly head: readonly Row[]
  readonly lines: readonly string[]
  /** Rows for the lines. */
  readonly room: number
}

/** What stands where; also tells how far the output can be scrolled. */
export function stepParts(
  input: Pick<StepPanelInput, keyof StepInput | 'place' | 'question'>,
  words: Words,
): StepParts {
  const columns = innerColumns(input.place)
  const rows = innerRows(input.place)
  const head = input.question.length > 0 ? input.question : stepHead(input, words, columns, rows)
  const lines = outputLines(input, columns)
  return { head, lines, room: Math.max(0, rows - head.length - 1) }
}

function outputHead(input: StepPanelInput, words: Words): Row {
  const columns = innerColumns(input.place)
  const title = cutTo(`-- ${outputTitle(input, words)} `, columns)
  return row(seg(input.isSpoken ? title : title.padEnd(columns, '-'), 'dim'))
}

/** The line with what is searched for made to stand out. */
function hitRow(line: string, search: string): Row {
  const at = search === '' ? -1 : line.toLowerCase().indexOf(search.toLowerCase())
  if (at < 0) return row(seg(line))
  return row(
    seg(line.slice(0, at)),
    seg(line.slice(at, at + search.length), 'inverse'),
    seg(line.slice(at + search.length)),
  )
}

/** How far back to scroll so that the next hit in that direction is seen; null without one. */
export function scrollToHit(
  { lines, room }: StepParts,
  search: string,
  scrolled: number,
  direction: 1 | -1,
): number | null {
  const wanted = search.toLowerCase()
  const hidden = Math.max(0, lines.length - room)
  const top = hidden - Math.min(scrolled, hidden)
  const hits = lines.flatMap((line, i) => (line.toLowerCase().includes(wanted) ? [i] : []))
  const hit = direction > 0 ? hits.find((i) => i > top) : hits.findLast((i) => i < top)
  return hit === undefined ? null : Math.max(0, hidden - hit)
}

/** A countdown moves the step with the clock. */
const waitsForClock = ({ step }: State): boolean =>
  step !== null && Object.values(step.calls).some(({ status, retryAt }) => status === 'failed' && retryAt !== null)

/** What the rows of the step are made of. */
export function stepInput({ snapshot, isSpoken }: PanelFacts): StepInput {
  const { overview, isRunning, live, now } = snapshot
  const { state, timing } = overview
  const running = isRunning ? (timing?.running ?? null) : null
  const ticks = waitsForClock(state) || (running !== null && !isSpoken)
  return { state, live, isSpoken, running, now: ticks ? now : 0 }
}

/** The summary stands in the step's place while nothing runs. */
const showsSummary = ({ summary, question }: PanelFacts): boolean => summary.length > 0 && question.length === 0

/** The step with all that its commands wrote; of one that is looked back at, what the journal kept of it. */
function pagedStep(facts: PanelFacts): PagedStep {
  const { words, isPast } = facts
  const input = stepInput(facts)
  const { job, step } = input.state
  const outputs = (step?.commands ?? []).map(({ command }, index) => ({
    job: job?.job ?? 0,
    step: step?.step ?? 0,
    index,
    code: command.code,
  }))
  return {
    head: transcriptLines(input, words, []),
    outputs: isPast ? [] : outputs,
    seen: transcriptLines(input, words),
  }
}

export const stepPanel = {
  name: 'step',
  place: 'main',
  tab: (words) => words.tabs.step,
  hasFilter: true,
  enter(facts) {
    const { summary, summaryAt } = facts
    const seq = showsSummary(facts) ? summary[Math.min(summaryAt, summary.length - 1)]?.seq : undefined
    return seq === undefined || seq === null ? { type: 'zoom' } : { type: 'look back', to: { kind: 'event', seq } }
  },
  copied: (facts) => outputLines(stepInput(facts), Infinity).join('\n'),
  paged: (facts) => ({ type: 'page step', step: pagedStep(facts) }),
  View({ facts, place, isFocused }) {
    const { summary, summaryAt, question, scrolled, filter, isTyping, badge } = facts
    if (showsSummary(facts)) return <SummaryPanel rows={summary} at={summaryAt} {...{ place, isFocused }} />
    return (
      <StepPanel {...stepInput(facts)} {...{ place, isFocused, isTyping, question, scrolled, badge }} search={filter} />
    )
  },
} as const satisfies PanelRow
