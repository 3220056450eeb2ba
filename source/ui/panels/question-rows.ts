// An open question in place of the step: what asks, why, since when, and which keys answer it. Nothing of it is cut off: it
// scrolls where the panel is small.
import { rulingOf } from '../../core/approval.ts'
import type { State, StepState } from '../../core/state.ts'
import type { Words } from '../words/words.ts'
import { blank, row, rowWidth, seg, withRight, type Row, type Segment } from '../draw/row.tsx'
import { shortDuration } from '../draw/times.ts'
import { textRows } from '../dialogs/message.ts'
import { verdictTones, verdictWord } from '../draw/verdicts.ts'

/** Always the same, so that the step is not drawn again. */
export const nothingAsked: readonly Row[] = []

/** Number of the question that waits for an answer; null without one. */
export const openQuestion = ({ step, run }: State): number | null =>
  run?.ended ? null : (step?.question?.question ?? null)

/** What is asked about and why, whole. Empty when nothing is asked. */
export function questionBody({ step, job }: State, words: Words, columns: number): readonly Row[] {
  const question = step?.question
  if (!question || !job) return nothingAsked
  const asked = question.reasons.flatMap(({ index, rules, reason }): Row[] => {
    const entry = step.commands[index]
    const from = [rules.join(' '), entry?.judged?.place ?? ''].filter(Boolean).join('  ')
    return textRows([`$ ${entry?.command.code ?? ''}`], columns).concat(
      indented(reason, columns, 'warn'),
      from === '' ? [] : indented(from, columns, 'dim'),
    )
  })
  return [
    ...asked,
    blank,
    ...textRows([words.question.waits(step.commands.length, job.job, step.step)], columns),
    ...restOfStep(step, words, columns),
  ]
}

/** The other commands with their verdicts, and the reviewer's words: what the question stands in. */
function restOfStep(step: StepState, words: Words, columns: number): readonly Row[] {
  const asked = new Set(step.question?.reasons.map(({ index }) => index))
  const others = step.commands.flatMap((entry, index): Row[] => {
    const ruling = rulingOf(entry)
    if (asked.has(index) || ruling === null) return []
    const word = seg(verdictWord(ruling).padEnd(6), verdictTones[ruling])
    return textRows([`$ ${entry.command.code}`], columns - 8).map((content, i) =>
      withRight(content, row(i === 0 ? word : ''), columns),
    )
  })
  const review = step.calls.review.value?.['review']
  const said =
    typeof review === 'string' && review !== '' ? textRows([`${words.stages.review}: ${review}`], columns) : []
  return [...others, ...said]
}

const indented = (text: string, columns: number, tone: 'warn' | 'dim'): Row[] =>
  textRows([text], columns - 2, tone).map((content) => row('  ').concat(content))

/** Rows around the body: its title and the row that says what can be done. */
const edges = 2

/** Rows of the body that the panel has room for, and whether some stay free to set it apart. */
export function questionRoom(body: readonly Row[], height: number): { room: number; isAiry: boolean } {
  const isAiry = body.length + edges + 2 <= height
  return { room: Math.max(1, height - edges - (isAiry ? 2 : 0)), isAiry }
}

interface QuestionView {
  readonly body: readonly Row[]
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly columns: number
  readonly height: number
  /** Rows of the body above the panel. */
  readonly top: number
  /** What can be done. */
  readonly foot: Segment
}

export function questionRows({ step }: State, words: Words, view: QuestionView): readonly Row[] {
  const question = step?.question
  if (!question) return nothingAsked
  const { body, now, columns, height, top, foot } = view
  const { room, isAiry } = questionRoom(body, height)
  const waits = shortDuration(now - Date.parse(question.askedAt))
  const left = question.expiresAt === null ? null : shortDuration(Date.parse(question.expiresAt) - now)
  const title = row(seg(words.question.title(question.question), 'warn'))
  const since = row(seg(`  ${left === null ? words.question.since(waits) : words.question.until(waits, left)}`, 'dim'))
  const apart = isAiry ? [blank] : []
  return [
    rowWidth(title) + rowWidth(since) <= columns ? withRight(title, since, columns) : title,
    ...apart,
    ...body.slice(top, top + room),
    ...apart,
    row(foot),
  ]
}
