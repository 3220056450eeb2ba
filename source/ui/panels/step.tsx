// Panel 0: the current step, from draft to done, with what runs right now.
import { memo, useMemo, type ReactNode } from 'react'
import type { Place } from '../draw/layout.ts'
import { useLook } from '../draw/look.ts'
import { innerColumns, innerRows, Panel } from '../draw/panel.tsx'
import { row, seg, type Row } from '../draw/row.tsx'
import { outputLines, outputTitle, stepHead, type StepInput } from './step-rows.ts'
import type { Words } from '../words/words.ts'
import { cutTo } from '../draw/width.ts'

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
