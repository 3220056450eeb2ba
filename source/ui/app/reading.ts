// What takes its time to read comes up where it was asked for, and never over something else a person has begun.
import { changedFiles, filesDialog, putBackDialog } from '../dialogs/files.ts'
import { failureDialog, messageDialog, patchDialog } from '../dialogs/message.ts'
import { rollbackDialog, undoDialog } from '../dialogs/checkpoints.ts'
import type { Span } from '../../views/spans.ts'
import type { ReadAnswer, Reading } from './message.ts'
import type { Mark } from './checkpoints.ts'
import type { Model } from './model.ts'
import { factsOf } from './seen.ts'
import { open, say, step, type Step } from './step.ts'
import { checkpointsPanel } from '../panels/checkpoints.tsx'
import { underCursor } from '../panels/lists.ts'

/** Tells that it is being read; another that was asked for before is forgotten. */
export function read(model: Model, reading: Reading): Step {
  const number = model.count + 1
  const asked = { reading, number, focus: model.view.focus, opened: model.opened }
  return step({ ...model, count: number, reading: asked }, { type: 'read', number, reading })
}

/** Shows first what an undo would change. */
export const readUndo = (model: Model): Step => read(model, { kind: 'undo', title: model.words.checkpoints.undoTitle })

/** It was read: it comes up if nothing else was opened, typed or looked at since. */
export function wasRead(model: Model, number: number, answer: ReadAnswer): Step {
  const { reading, words } = model
  if (reading?.number !== number) return step(model)
  const after = { ...model, reading: null }
  const isSame =
    model.dialog === null &&
    model.opened === reading.opened &&
    model.view.focus === reading.focus &&
    model.line === null &&
    !model.view.isTyping
  return isSame ? comesUp(after, reading.reading, answer) : say(after, words.checkpoints.isRead(reading.reading.title))
}

function comesUp(model: Model, reading: Reading, answer: ReadAnswer): Step {
  const { words } = model
  const { title } = reading
  if (answer.kind === 'preview') {
    if (!answer.preview.ok) return open(model, failureDialog(words, title, answer.preview.failure))
    if (reading.kind === 'undo') return open(model, undoDialog(words, answer.preview.value))
    return reading.kind === 'preview'
      ? open(model, rollbackDialog(words, reading.entry, answer.preview.value))
      : step(model)
  }
  if (answer.kind === 'file') {
    if (!answer.preview.ok) return open(model, failureDialog(words, title, answer.preview.failure))
    return open(model, putBackDialog(words, answer.preview.value))
  }
  if (!answer.lines.ok) return open(model, failureDialog(words, title, answer.lines.failure))
  const lines = answer.lines.value.length > 0 ? answer.lines.value : [words.checkpoints.noDiff]
  if (reading.kind === 'patch' && reading.isPaged)
    return step(model, { type: 'page', lines: [title, '', ...lines], title: words.actions.openOutside })
  const changed = reading.kind === 'patch' ? changedFiles(title, reading.span.from, lines) : null
  return open(model, changed ? filesDialog(words, changed) : patchDialog(words, title, lines))
}

/** Shows first what would change in it. The moment that is looked at does not count: files are of the present. */
export function putBack(model: Model, id: string, path: string): Step {
  const { words, setting, present } = model
  const title = words.files.putBackTitle(path, id)
  const { why } = words
  const refused = setting.isReadOnly
    ? why.readOnly
    : !present.control.isMine
      ? why.control
      : present.isRunning
        ? why.idle
        : null
  if (refused !== null) return open(model, messageDialog(words, title, [refused]))
  return read(model, { kind: 'file', title, id, path })
}

/** What is to be compared: two marked ones, the marked one and the one under the cursor, or that one and now. */
function comparedSpan(model: Model): Span | null {
  const { marks } = model.view
  const entry = underCursor(checkpointsPanel.list(factsOf(model, 'checkpoints')))
  const isBeside = entry && marks.length < 2 && marks.every(({ id }) => id !== entry.id)
  const compared: readonly Mark[] = isBeside ? [...marks, entry] : marks
  const [from, to] = compared.toSorted((a, b) => Date.parse(a.ts) - Date.parse(b.ts))
  return from ? { from: from.id, to: to?.id ?? null } : null
}

/** Reads what differs between them. */
export function compare(model: Model, isPaged: boolean): Step {
  const { words, setting } = model
  const span = comparedSpan(model)
  if (!setting.hasCheckpoints) return say(model, words.why.checkpoints, 'warn')
  if (!span) return say(model, words.list.noCheckpoint)
  const { diffTitle, betweenTitle } = words.checkpoints
  const title = span.to === null ? diffTitle(span.from) : betweenTitle(span.from, span.to)
  return read(model, { kind: 'patch', title, span, isPaged })
}
