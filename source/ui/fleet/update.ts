// The rules of the fleet's screen: from a model and a message the next model, and what is to be done. Pure.
import { isAsking, type FleetLoop } from '../../views/fleet.ts'
import { failureDialog } from '../dialogs/message.ts'
import { pressed, readied, typedInto } from '../dialogs/open-dialog.ts'
import { edited, insert } from '../draw/field.ts'
import { fleetKeys } from './keys.ts'
import type { FleetCommand, FleetMessage } from './message.ts'
import type { FleetModel } from './model.ts'
import { listPlace } from './seen.ts'
import { open, say, show, step, type FleetStep } from './step.ts'

export function updateFleet(model: FleetModel, message: FleetMessage): FleetStep {
  const [next, commands] = told(model, message)
  const title = titleOf(next)
  return title === next.title ? [next, commands] : [{ ...next, title }, [...commands, { type: 'title', text: title }]]
}

function told(model: FleetModel, message: FleetMessage): FleetStep {
  switch (message.type) {
    case 'key':
      return press(model, message.name, message.isSure)
    case 'text':
      return typed(model, message.text)
    case 'seen':
      return called({ ...model, snapshot: message.snapshot })
    case 'clock':
      return step({ ...model, now: message.now })
    case 'resized':
      return step({ ...model, columns: message.columns, rows: message.rows })
    case 'worded':
      return step({ ...model, words: message.words })
    case 'ready':
      return step(readied(model, message.dialog))
    case 'silent':
      return step(model.said?.number === message.said ? { ...model, said: null } : model)
    case 'copied':
      return say(model, message.isWhole ? model.words.copied.done : model.words.copied.tooLong)
    case 'failed':
      return open({ ...model, opening: null }, failureDialog(model.words, message.title, message.failure))
  }
}

function press(model: FleetModel, name: string, isSure: boolean): FleetStep {
  const { dialog, view } = model
  if (dialog) {
    if (!dialog.isReady) return step(model)
    const after = pressed(dialog, name, isSure, listPlace(model) ?? { width: 0, height: 0 })
    return step({ ...model, dialog: 'dialog' in after ? after.dialog : null })
  }
  const quiet = { ...model, said: null }
  if (view.isTyping) return filterKey(quiet, name)
  return fleetKeys.find(({ keys }) => keys.includes(name))?.act(quiet, name) ?? step(quiet)
}

/** Enter keeps the filter, Esc drops it. */
function filterKey(model: FleetModel, name: string): FleetStep {
  if (name === 'enter') return show(model, { isTyping: false })
  if (name === 'esc' || name === 'ctrl+c') return show(model, { isTyping: false, filter: '' })
  const next = edited({ before: model.view.filter, after: '' }, name)
  return next ? show(model, { filter: next.before }) : step(model)
}

function typed(model: FleetModel, text: string): FleetStep {
  if (model.dialog) return step({ ...model, dialog: typedInto(model.dialog, text) })
  return show(model, { filter: insert({ before: model.view.filter, after: '' }, text).before })
}

/** Something takes what is typed as text. */
export const takesText = ({ dialog, view }: FleetModel): boolean =>
  dialog ? dialog.shown.field !== undefined : view.isTyping

const nameOf = ({ name, question }: FleetLoop): string => `${name} ${question}`

/** Rings and notifies for each new question, once; not for those that were open when the screen came. */
function called(model: FleetModel): FleetStep {
  const { picture } = model.snapshot
  if (picture === null) return step(model)
  const asking = picture.loops.filter(isAsking)
  const { noticed, words } = model
  const [fresh] = noticed === null ? [] : asking.filter((loop) => !noticed.has(nameOf(loop)))
  const ring: FleetCommand[] = fresh
    ? [{ type: 'ring', text: words.fleet.calls(`${fresh.project}/${fresh.name}`, fresh.asks ?? '') }]
    : []
  return step({ ...model, noticed: new Set(asking.map(nameOf)) }, ...ring)
}

/** Words of the title are the same in every language: windows are found by them. */
function titleOf({ snapshot: { picture, trouble } }: FleetModel): string {
  const asking = picture?.loops.filter(isAsking).length ?? 0
  const running = picture?.loops.filter(({ state }) => state === 'running').length ?? 0
  return [
    'tos fleet',
    ...(trouble ? ['AWAY'] : []),
    ...(asking > 0 ? [`${asking} ASK`] : []),
    `${running} running`,
  ].join(' ')
}
