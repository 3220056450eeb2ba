// An open question in place of the step: what asks, why, since when, and which keys answer it.
import type { State } from '../core/state.ts'
import type { Words } from './language/words.ts'
import { blank, row, seg, type Row } from './row.tsx'
import { shortDuration } from './times.ts'
import { textRows } from './dialogs/message.ts'

interface QuestionView {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly columns: number
  /** This viewer may answer, and a person can have read the question. */
  readonly canAnswer: boolean
}

/** Always the same, so that the step is not drawn again. */
export const nothingAsked: readonly Row[] = []

export function questionRows({ step, job, run }: State, words: Words, view: QuestionView): readonly Row[] {
  const question = step?.question
  if (!question || !job || run?.ended) return nothingAsked
  const { columns, now, canAnswer } = view
  const asked = question.reasons.flatMap(({ index, rules, reason }) => {
    const entry = step.commands[index]
    const judged = entry?.judged
    const from = [rules.join(' '), judged?.place ?? ''].filter(Boolean).join('  ')
    return [
      ...textRows([`$ ${entry?.command.code ?? ''}`], columns).slice(0, 4),
      ...textRows([`  ${reason}`], columns, 'warn').slice(0, 3),
      ...(from === '' ? [] : textRows([`  ${from}`], columns, 'dim')),
    ]
  })
  const waits = shortDuration(now - Date.parse(question.askedAt))
  const left = question.expiresAt === null ? null : shortDuration(Date.parse(question.expiresAt) - now)
  return [
    row(seg(words.question.title(question.question), 'warn')),
    blank,
    ...asked,
    blank,
    ...textRows([words.question.waits(step.commands.length, job.job, step.step)], columns),
    row(seg(left === null ? words.question.since(waits) : words.question.until(waits, left), 'dim')),
    row(seg(canAnswer ? words.question.keys : words.question.noKeys, canAnswer ? 'bold' : 'dim')),
    blank,
  ]
}
