// What `update` gives back, and the small steps every key is made of.
import { openQuestion } from '../panels/question-rows.ts'
import { withDialog } from '../dialogs/open-dialog.ts'
import type { Tone } from '../draw/tone.ts'
import type { Command, Now } from './commands.ts'
import type { ScreenDialog } from './message.ts'
import type { Model } from './model.ts'
import type { ViewState } from './view-state.ts'

/** The next model, and what is to be done: in the world, or at once. */
export type Step = readonly [Model, readonly (Command | Now)[]]

export const step = (model: Model, ...commands: readonly (Command | Now)[]): Step => [model, commands]

/** One after the other. */
export function and([model, commands]: Step, next: (model: Model) => Step): Step {
  const [after, more] = next(model)
  return [after, [...commands, ...more]]
}

export const show = (model: Model, change: Partial<ViewState>): Step =>
  step({ ...model, view: { ...model.view, ...change } })

/** Milliseconds a message is read, at most. */
export const saidMs = 8000

/** A word in the status line: until the next key, and for some seconds at most. */
export function say(model: Model, text: string, tone: Tone = 'plain'): Step {
  if (text === '') return step({ ...model, said: null })
  const count = model.count + 1
  const said = { text, tone, about: openQuestion(model.present.overview.state), number: count }
  return step({ ...model, count, said }, { type: 'wait', ms: saidMs, message: { type: 'silent', said: count } })
}

export const open = (model: Model, dialog: ScreenDialog): Step => withDialog(model, dialog)
