// Where the time went: a bar per step, its parts in proportion; the slow and the waiting stand out.
import { timedParts, type StepTimes } from '../../views/step-times.ts'
import { leave, type Dialog } from './dialog.ts'
import { textRows } from './message.ts'
import type { Words } from '../words/words.ts'
import { blank, row, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { shortDuration } from '../draw/times.ts'
import { fit, fitEnd, widthOf } from '../draw/width.ts'

type Part = (typeof timedParts)[number]

/** The sign a part is drawn with, so that colour is not the only difference. */
const signs: Readonly<Record<Part, readonly [sign: string, tone: Tone]>> = {
  draft: ['d', 'dim'],
  review: ['r', 'dim'],
  final: ['f', 'dim'],
  waiting: ['?', 'warn'],
  executing: ['#', 'good'],
}
const timeColumns = 8
/** A step stands out from so many times the middle one. */
const slowFrom = 3

/** `steps`: oldest first; of one job, or of all. */
export function timelineDialog(words: Words, steps: readonly StepTimes[]): Dialog<never> {
  return {
    title: words.timeline.title,
    isWide: true,
    rows: (_typed, columns) => timelineRows(words, steps, columns),
    choices: [leave(words.dialog.close)],
  }
}

export function timelineRows(words: Words, steps: readonly StepTimes[], columns: number): Row[] {
  if (steps.length === 0) return [row(seg(words.timeline.none, 'dim'))]
  const most = Math.max(...steps.map(({ total }) => total), 1)
  const middle = steps.map(({ total }) => total).toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  const place = ({ job, step }: StepTimes) => words.night.place(job, step)
  const label = Math.max(...steps.map((times) => widthOf(place(times)))) + 1
  const room = Math.max(5, columns - label - timeColumns)
  const legend = timedParts.map((part) => `${signs[part][0]} ${words.night.parts[part]}`).join('   ')
  return [
    ...textRows([`${legend}   . ${words.timeline.other}`], columns, 'dim'),
    blank,
    ...steps.map((times) => {
      const isSlow = steps.length > 2 && times.total >= slowFrom * Math.max(1, middle)
      const bar = barOf(times, Math.max(1, Math.round((times.total / most) * room)))
      const width = bar.reduce((sum, { text }) => sum + text.length, 0)
      return row(
        seg(fit(place(times), label), isSlow ? 'bad' : 'plain'),
        ...bar,
        seg(' '.repeat(Math.max(0, room - width))),
        seg(fitEnd(shortDuration(times.total), timeColumns), isSlow ? 'bad' : 'plain'),
      )
    }),
  ]
}

/** A bar of `columns`; what no part tells of is dotted. */
function barOf(times: StepTimes, columns: number): Row {
  const total = Math.max(
    times.total,
    timedParts.reduce((sum, part) => sum + times[part], 0),
    1,
  )
  let left = columns
  const cells = timedParts.flatMap((part) => {
    const [sign, tone] = signs[part]
    const count = Math.min(left, Math.round((times[part] / total) * columns))
    left -= count
    return count > 0 ? [seg(sign.repeat(count), tone)] : []
  })
  return left > 0 ? [...cells, seg('.'.repeat(left), 'dim')] : cells
}
