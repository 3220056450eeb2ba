// Looking back: the journal is read once, then any moment of it can be shown.
import type { Moment, Remembered } from './message.ts'
import type { Model } from './model.ts'
import { say, step, and, type Step } from './step.ts'

/** Where to look, from event `seq` of a journal; not beyond either end. */
export const placeOf = (moment: Moment, journal: Remembered, seq: number): number =>
  Math.max(1, Math.min(journal.length, wantedPlace(moment, journal, seq)))

function wantedPlace(moment: Moment, { length, stops }: Remembered, seq: number): number {
  switch (moment.kind) {
    case 'end':
      return length
    case 'event':
      return moment.seq
    case 'events':
      return seq + moment.by
    case 'stop':
      return stopBeside(stops, seq, moment.by) ?? length
  }
}

/** Before the first stop is the beginning; behind the last one the end. */
const stopBeside = (stops: readonly number[], seq: number, by: 1 | -1): number | undefined =>
  by < 0 ? (stops.findLast((stop) => stop < seq) ?? 1) : stops.find((stop) => stop > seq)

/** Goes there, seen from the moment that is looked at now: the end, at first. `said`: told when it is shown. */
export function lookBack(model: Model, to: Moment, said = ''): Step {
  const { past, wanted } = model
  if (wanted) return step(model)
  if (!past) return step({ ...model, wanted: { to, said } }, { type: 'remember' })
  return and(tell(model, said), (told) => step(told, { type: 'recall', seq: placeOf(to, past, past.seq) }))
}

/** The journal was read: on to the moment that was wanted. */
export function remember(model: Model, journal: Remembered): Step {
  const { wanted } = model
  if (!wanted || journal.length === 0) return step({ ...model, wanted: null })
  const seq = placeOf(wanted.to, journal, journal.length)
  return and(tell({ ...model, wanted: null }, wanted.said), (told) => step(told, { type: 'recall', seq }))
}

const tell = (model: Model, text: string): Step => (text === '' ? step(model) : say(model, text))
