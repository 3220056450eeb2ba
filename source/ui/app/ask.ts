// Asks something of the run that is looked at, and of no other.
import type { Asked } from './message.ts'
import type { Model } from './model.ts'
import { say, step, and, type Step } from './step.ts'

export interface Asking {
  /** The loop that is meant; null before the first. */
  readonly loop: string | null
  readonly asked: readonly Asked[]
  /** Said when it was asked. */
  readonly told: string
}

/** A dialog may be open since before another loop began: its question is not the one that is asked now. */
export function asking(model: Model, { loop, asked, told }: Asking): Step {
  const { words, present } = model
  if ((present.overview.state.loop?.id ?? null) !== loop) return say(model, words.why.question, 'warn')
  return and(say(model, told), (next) => step(next, ...asked.map((each) => ({ type: 'send', asked: each }) as const)))
}
