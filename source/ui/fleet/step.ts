// What `update` gives back, and the small steps every key is made of.
import { saidMs } from '../app/step.ts'
import type { Dialog } from '../dialogs/dialog.ts'
import { withDialog } from '../dialogs/open-dialog.ts'
import type { Tone } from '../draw/tone.ts'
import type { FleetCommand, FleetMessage } from './message.ts'
import type { FleetModel, FleetView } from './model.ts'

export type FleetStep = readonly [FleetModel, readonly FleetCommand[]]

export const step = (model: FleetModel, ...commands: readonly FleetCommand[]): FleetStep => [model, commands]

export const show = (model: FleetModel, change: Partial<FleetView>): FleetStep =>
  step({ ...model, view: { ...model.view, ...change } })

/** A word in the status line: until the next key, and for some seconds at most. */
export function say(model: FleetModel, text: string, tone: Tone = 'plain'): FleetStep {
  const number = model.count + 1
  const wait = { type: 'wait', ms: saidMs, message: { type: 'silent', said: number } } as const
  return step({ ...model, count: number, said: { text, tone, number } }, wait)
}

export const open = (model: FleetModel, dialog: Dialog<FleetMessage>): FleetStep => withDialog(model, dialog)
