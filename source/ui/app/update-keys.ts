// What a key does: in the dialog that is open, in what is being typed, else what its row in the table says.
import { pressed } from '../dialogs/open-dialog.ts'
import { fieldText } from '../draw/field.ts'
import { enterLine, knownOperands } from '../keys/enter-line.ts'
import { bindingOf, whyNot } from '../keys/keys.ts'
import { lineAfter } from '../keys/type-line.ts'
import { filterKey } from '../keys/type-filter.ts'
import type { Model } from './model.ts'
import { dialogPlace } from './seen.ts'
import { say, step, type Step } from './step.ts'

/** `isSure`: surely pressed by a person; only such a key may decide. */
export function press(model: Model, name: string, isSure: boolean): Step {
  if (model.dialog) return inDialog(model, name, isSure)
  if (model.line) return inLine(model, name, isSure)
  const quiet = { ...model, said: null }
  const { view, words } = quiet
  if (view.isTyping) return step({ ...quiet, view: filterKey(view, name) })
  const binding = bindingOf(name, view.focus)
  if (!binding) return step(quiet)
  if (binding.group === 'question' && !isSure) return say(quiet, words.dialog.again, 'warn')
  const why = whyNot(quiet, binding)
  return why === null ? binding.act(quiet, name) : say(quiet, why, 'warn')
}

function inDialog(model: Model, name: string, isSure: boolean): Step {
  const place = dialogPlace(model)
  // Before it could be read it takes no key; in a window that became too small it can only be left.
  if (!model.dialog?.isReady) return step(model)
  const after = pressed(model.dialog, name, isSure, place ?? { width: 0, height: 0 })
  if ('dialog' in after) return step({ ...model, dialog: after.dialog })
  const closed = { ...model, dialog: null }
  return after.gives ? step(closed, { type: 'now', message: after.gives }) : step(closed)
}

/** Behind the line nobody has read what was said: it stays. */
function inLine(model: Model, name: string, isSure: boolean): Step {
  const { line } = model
  if (!line) return step(model)
  if (name === 'enter') return enterLine({ ...model, line: null }, fieldText(line), isSure)
  return step({ ...model, line: lineAfter(line, name, knownOperands(model)) })
}
