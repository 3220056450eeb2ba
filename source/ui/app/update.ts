// The rules of the screen: from a model and a message the next model, and what is to be done. Pure.
import { failureDialog, busyDialog, messageDialog } from '../dialogs/message.ts'
import { workedDialog } from '../dialogs/checkpoints.ts'
import { helpDialog } from '../dialogs/help.ts'
import { whatIfDialog } from '../dialogs/what-if.ts'
import { readied, typedInto } from '../dialogs/open-dialog.ts'
import { insert } from '../draw/field.ts'
import { helpRows } from '../keys/help-rows.ts'
import { whyNot } from '../keys/keys.ts'
import { asking } from './ask.ts'
import { lookBack, remember } from './look-back.ts'
import type { Command, Now } from './commands.ts'
import type { Message } from './message.ts'
import type { Model } from './model.ts'
import { compare, putBack, readUndo, wasRead } from './reading.ts'
import { layoutOf } from './seen.ts'
import { open, say, show, step, and, type Step } from './step.ts'
import { press } from './update-keys.ts'
import { settled, seen } from './update-world.ts'
import { setFilter } from './view-state.ts'

/** What follows from the message at once is in it; what the commands bring comes as other messages. */
export function update(model: Model, message: Message): readonly [Model, readonly Command[]] {
  const [next, commands] = and(told(model, message), settled)
  return atOnce(next, commands)
}

/** The messages among the commands are taken, one after the other. */
function atOnce(model: Model, commands: readonly (Command | Now)[]): readonly [Model, readonly Command[]] {
  let after = model
  const left: Command[] = []
  for (const command of commands) {
    if (command.type !== 'now') {
      left.push(command)
      continue
    }
    const [next, more] = update(after, command.message)
    after = next
    left.push(...more)
  }
  return [after, left]
}

function told(model: Model, message: Message): Step {
  const { words } = model
  switch (message.type) {
    case 'key':
      return press(model, message.name, message.isSure)
    case 'text':
      return typed(model, message.text)
    case 'seen':
      return seen(model, message.snapshot)
    case 'resized':
      return step({ ...model, columns: message.columns, rows: message.rows })
    case 'worded':
      return step({ ...model, words: message.words })
    case 'listed':
      return step({ ...model, listed: message.entries })
    case 'ready':
      return step(readied(model, message.dialog))
    case 'readable':
      return step(
        model.read.timer === message.timer
          ? { ...model, read: { ...model.read, readable: message.question, timer: null } }
          : model,
      )
    case 'silent':
      return step(model.said?.number === message.said ? { ...model, said: null } : model)
    case 'told':
      return say(model, message.text, message.tone)
    case 'failed':
      return open(model, failureDialog(words, message.title, message.failure))
    case 'progressed': {
      const { title, saved } = message
      return open(model, busyDialog(title, words.dialog.busy, words.checkpoints.begun(saved)))
    }
    case 'worked':
      return open(model, workedDialog(words, message.title, message.worked))
    case 'started':
      return step({ ...model, dialog: null })
    case 'verified':
      return open(model, messageDialog(words, words.actions.verify, message.lines))
    case 'judged': {
      const { code, judged } = message
      return open(model, whatIfDialog(words, model.setting.commandType, { code, judged }))
    }
    case 'copied':
      return say(model, message.isWhole ? words.copied.done : words.copied.tooLong)
    case 'percent':
      return say(model, words.review.reading(message.percent))
    case 'remembered': {
      const { journal } = message
      if (journal.ok) return remember({ ...model, said: null }, journal.value)
      return open({ ...model, wanted: null, said: null }, failureDialog(words, words.review.title, journal.failure))
    }
    case 'found': {
      const { filter, hits } = message
      if (model.search?.filter !== filter) return step(model)
      if (hits.ok) return step({ ...model, search: { filter, hits: hits.value } })
      return open(model, failureDialog(words, words.panels.events, hits.failure))
    }
    case 'moment':
      return step({ ...model, past: message.past })
    case 'read':
      return wasRead(model, message.number, message.answer)
    default:
      return chosen(model, message)
  }
}

/** What the choices of dialogs and what Enter stands for. */
type Chosen = Extract<
  Message,
  {
    type:
      | 'open'
      | 'ask'
      | 'start'
      | 'work'
      | 'judge'
      | 'put back'
      | 'look back'
      | 'compare'
      | 'undo'
      | 'page'
      | 'page step'
      | 'say'
      | 'zoom'
      | 'language'
      | 'leave'
      | 'help'
  }
>

function chosen(model: Model, message: Chosen): Step {
  const { words } = model
  switch (message.type) {
    case 'open':
      return open(model, message.dialog)
    case 'ask':
      return asking(model, message)
    case 'start': {
      const { label, wish } = message
      return and(open(model, busyDialog(label, words.goOn.starting)), (next) =>
        step(next, { type: 'start', label, wish }),
      )
    }
    case 'work': {
      const { title, work } = message
      return and(open(model, busyDialog(title, words.dialog.busy)), (next) => step(next, { type: 'work', title, work }))
    }
    case 'judge':
      return and(open(model, busyDialog(words.policy.whatIfTitle, words.dialog.busy)), (next) =>
        step(next, { type: 'judge', code: message.code }),
      )
    case 'put back':
      return putBack(model, message.id, message.path)
    case 'look back':
      return lookBack(model, message.to)
    case 'compare':
      return compare(model, message.isPaged)
    case 'undo':
      return readUndo(model)
    case 'page':
      return step(model, { type: 'page', lines: message.lines, title: words.actions.openOutside })
    case 'page step':
      return step(model, { type: 'page step', step: message.step, title: words.actions.openOutside })
    case 'say':
      return say(model, message.text)
    case 'zoom': {
      const { isZoomed } = model.view
      return isZoomed || layoutOf(model).kind === 'wide' ? show(model, { isZoomed: !isZoomed }) : step(model)
    }
    case 'language':
      return step(model, { type: 'language', wish: message.wish })
    case 'leave':
      return step(model, { type: 'leave' })
    case 'help': {
      const entries = helpRows(words).map(({ group, keys, does, needsOneOf }) => {
        const acts = needsOneOf.length === 0 || needsOneOf.some((binding) => whyNot(model, binding) === null)
        return { group, keys, does, acts }
      })
      return open(model, helpDialog(words, entries))
    }
  }
}

/** Text goes into what is open: a dialog's field, the `:` line, the filter. Where nothing is, it is no key either. */
function typed(model: Model, text: string): Step {
  const { dialog, line, view } = model
  if (dialog) return step({ ...model, dialog: typedInto(dialog, text) })
  if (line) return step({ ...model, line: insert(line, text) })
  const filter = insert({ before: view.filters[view.focus], after: '' }, text).before
  return step({ ...model, view: setFilter(view, filter) })
}

/** Something takes what is typed as text. */
export const takesText = ({ dialog, line, view }: Model): boolean =>
  dialog ? dialog.shown.field !== undefined : line !== null || view.isTyping
