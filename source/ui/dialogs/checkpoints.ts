// Make a checkpoint, roll back, undo: previewed, confirmed by typing, told step by step.
import type { Result } from '../../core/failure.ts'
import type { Checkpoints, CheckpointEntry, FileChange, Progress, RollbackPreview } from '../app/checkpoints.ts'
import { leave, type Choice, type Dialog } from './dialog.ts'
import type { Words } from '../words/words.ts'
import { blank, row, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { busyDialog, failureDialog, messageDialog, textRows } from './message.ts'

/** `name`: what was entered already. */
export function checkpointDialog(words: Words, checkpoints: Checkpoints, name = ''): Dialog {
  const title = words.checkpoints.makeTitle
  return {
    title,
    rows: (_typed, columns) => textRows(words.checkpoints.makeText, columns),
    field: { label: words.checkpoints.name, typed: name, isEnough: (typed) => typed.trim() !== '' },
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.checkpoints.make,
        run: (typed, show) => work(words, title, show, () => checkpoints.make(typed.trim())),
      },
    ],
  }
}

const changeTones: Record<FileChange['change'], Tone> = { restored: 'plain', removed: 'bad', kept: 'dim' }

export function rollbackDialog(
  words: Words,
  checkpoints: Checkpoints,
  { id, name }: CheckpointEntry,
  { changes, notes, sameAs }: RollbackPreview,
): Dialog {
  const title = words.checkpoints.rollBackTitle(name === '' ? id : `${id} "${name}"`)
  const count = (change: FileChange['change']) => changes.filter((file) => file.change === change).length
  const facts = (columns: number): Row[] => [
    row(seg(words.checkpoints.effect(count('restored'), count('removed'), count('kept')))),
    ...textRows(notes, columns),
    row(seg(`${words.dialog.sameAs}: ${sameAs}`, 'dim')),
    blank,
    ...changes.map(({ path, change }) =>
      row(seg(`  ${words.checkpoints.changes[change]} `, changeTones[change]), seg(path)),
    ),
  ]
  return {
    title,
    rows: (_typed, columns) => facts(columns),
    // Enter alone does nothing: the id must be typed.
    field: { label: words.checkpoints.typeId(id), isEnough: (typed) => typed.trim() === id },
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.checkpoints.rollBack,
        run: (_typed, show) =>
          work(words, title, show, (progress) => checkpoints.rollBack(id, progress), undoable(words, checkpoints)),
      },
    ],
  }
}

export function undoDialog(words: Words, checkpoints: Checkpoints): Dialog {
  const title = words.checkpoints.undoTitle
  return {
    title,
    rows: (_typed, columns) => textRows([...words.checkpoints.undoText, `${words.dialog.sameAs}: tos undo`], columns),
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.checkpoints.undo,
        run: (_typed, show) =>
          work(words, title, show, (progress) => checkpoints.undo(progress), undoable(words, checkpoints)),
      },
    ],
  }
}

/** What the result of a rollback or an undo offers: the way back. */
const undoable = (words: Words, checkpoints: Checkpoints): Choice => ({
  label: words.checkpoints.undoThis,
  key: 'z',
  run: () => undoDialog(words, checkpoints),
})

/** Lines of progress that are kept in sight. */
const seenLines = 8

/** Shows how far the work is, then what came of it. */
async function work(
  words: Words,
  title: string,
  show: (dialog: Dialog) => void,
  doIt: (progress: Progress) => Promise<Result<readonly string[]>>,
  next?: Choice,
): Promise<Dialog> {
  show(busyDialog(title, words.dialog.busy))
  const told: string[] = []
  const done = await doIt((what) => {
    told.push(what)
    show(busyDialog(title, words.dialog.busy, ...told.slice(-seenLines)))
  })
  if (!done.ok) return failureDialog(words, title, done.failure)
  return next
    ? messageDialog(words, title, [...done.value, '', words.checkpoints.undoHint], [next])
    : messageDialog(words, title, done.value)
}
