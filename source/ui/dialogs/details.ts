// A decision explained, an event in full.
import type { Brief } from '../../views/brief.ts'
import type { Decision } from '../../views/overview.ts'
import { leave, type Dialog } from '../dialog.ts'
import type { Words } from '../language/words.ts'
import { verdictTones, verdictWord } from '../panels/policy.tsx'
import { blank, row, seg, type Row } from '../row.tsx'
import type { Scene } from '../scene.ts'
import { clockTime } from '../times.ts'
import { fit } from '../width.ts'
import { textRows } from './message.ts'

const labelColumns = 10

/** Which rule, where it stands, which part it hit, and why. */
export function explainDialog(words: Words, decision: Decision): Dialog {
  const { verdict, code, rule, place, part, reason, job, step, index, ts } = decision
  const { labels } = words.policy
  return {
    title: words.policy.explainTitle,
    rows(_typed, columns) {
      const line = (label: string, value: string): Row[] =>
        value === ''
          ? []
          : textRows([value], columns - labelColumns).map((content, i) =>
              row(seg(i === 0 ? fit(label, labelColumns) : ' '.repeat(labelColumns), 'dim')).concat(content),
            )
      return [
        row(seg(fit(labels.verdict, labelColumns), 'dim'), seg(verdictWord(verdict), verdictTones[verdict])),
        ...line(labels.rule, rule || words.policy.defaultRule),
        ...line(labels.place, place),
        ...line(labels.part, part),
        ...line(labels.reason, reason),
        ...line(labels.when, words.policy.when(job, step, index + 1, clockTime(ts))),
        blank,
        ...textRows([`$ ${code}`], columns),
      ]
    },
    choices: [leave(words.dialog.close)],
  }
}

export function eventDialog({ words, lookBack }: Scene, event: Brief): Dialog {
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
      {
        label: words.review.look,
        run() {
          lookBack(() => seq)
          return null
        },
      },
    ],
  }
}
