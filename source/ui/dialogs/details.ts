// A decision explained, an event in full.
import type { Brief } from '../../views/brief.ts'
import { ruledVerdict, type Decision } from '../../views/overview.ts'
import type { ScreenDialog } from '../app/message.ts'
import { leave, type Dialog } from './dialog.ts'
import type { Words } from '../words/words.ts'
import { verdictTones, verdictWord } from '../draw/verdicts.ts'
import { blank, row, seg, type Row } from '../draw/row.tsx'
import type { Judged } from '../app/session-ports.ts'
import { clockTime } from '../draw/times.ts'
import { fit } from '../draw/width.ts'
import { textRows } from './message.ts'

const labelColumns = 10

/** A fact with its label in front, wrapped; nothing when there is no fact. */
function factRows(label: string, value: string, columns: number): Row[] {
  if (value === '') return []
  return textRows([value], columns - labelColumns).map((content, i) =>
    row(seg(i === 0 ? fit(label, labelColumns) : ' '.repeat(labelColumns), 'dim')).concat(content),
  )
}

/** Which rule, where it stands, which part it hit, and why. */
export function verdictRows(words: Words, { verdict, rule, place, part, reason }: Judged, columns: number): Row[] {
  const { labels } = words.policy
  return [
    row(seg(fit(labels.verdict, labelColumns), 'dim'), seg(verdictWord(verdict), verdictTones[verdict])),
    ...factRows(labels.rule, rule || words.policy.defaultRule, columns),
    ...factRows(labels.place, place, columns),
    ...factRows(labels.part, part, columns),
    ...factRows(labels.reason, words.plain(reason), columns),
  ]
}

function answerRows({ policy }: Words, { answer }: Decision, columns: number): Row[] {
  if (!answer) return []
  return factRows(policy.labels.answer, policy.answered(answer.answer, answer.by, answer.reason), columns)
}

export function explainDialog(words: Words, decision: Decision): Dialog<never> {
  const { code, job, step, index, ts } = decision
  return {
    title: words.policy.explainTitle,
    rows: (_typed, columns) => [
      ...verdictRows(words, { ...decision, verdict: ruledVerdict(decision) }, columns),
      ...answerRows(words, decision, columns),
      ...factRows(words.policy.labels.when, words.policy.when(job, step, index + 1, clockTime(ts)), columns),
      blank,
      ...textRows([`$ ${code}`], columns),
    ],
    choices: [leave(words.dialog.close)],
  }
}

export function eventDialog(words: Words, event: Brief): ScreenDialog {
  const { seq, ts, type, v: _version, ...fields } = event
  return {
    title: `#${seq} ${type}`,
    rows: (_typed, columns) => [
      ...textRows([words.describe(event)], columns),
      row(seg(ts, 'dim')),
      blank,
      ...textRows(JSON.stringify(fields, null, 2).split('\n'), columns),
    ],
    choices: [
      leave(words.dialog.close),
      { label: words.review.look, gives: () => ({ type: 'look back', to: { kind: 'event', seq } }) },
    ],
  }
}
