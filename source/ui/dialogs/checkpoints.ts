// Make a checkpoint, roll back, undo: previewed, confirmed by typing, told step by step.
import type { CheckpointEntry, FileChange, RollbackPreview } from '../app/checkpoints.ts'
import type { Message, ScreenDialog, Work, Worked } from '../app/message.ts'
import { leave, type Choice } from './dialog.ts'
import type { Words } from '../words/words.ts'
import { blank, row, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { messageDialog, textRows } from './message.ts'

const working = (title: string, work: Work): Message => ({ type: 'work', title, work })

/** `name`: what was entered already. */
export function checkpointDialog(words: Words, name = ''): ScreenDialog {
  const title = words.checkpoints.makeTitle
  return {
    title,
    rows: (_typed, columns) => textRows(words.checkpoints.makeText, columns),
    field: { label: words.checkpoints.name, typed: name, isEnough: (typed) => typed.trim() !== '' },
    choices: [
      leave(words.dialog.cancel),
      { label: words.checkpoints.make, gives: (typed) => working(title, { kind: 'make', name: typed.trim() }) },
    ],
  }
}

const changeTones: Record<FileChange['change'], Tone> = { restored: 'plain', removed: 'bad', kept: 'dim' }

/** What it would do: the counts, what else is to be known, each file. */
function previewRows(words: Words, preview: RollbackPreview, columns: number): Row[] {
  const { changes, sameAs } = preview
  const count = (change: FileChange['change']) => changes.filter((file) => file.change === change).length
  return [
    row(seg(words.checkpoints.effect(count('restored'), count('removed'), count('kept')))),
    ...textRows(notesOf(words, preview), columns),
    row(seg(`${words.dialog.sameAs}: ${sameAs}`, 'dim')),
    blank,
    ...changes.map(({ path, change }) =>
      row(seg(`  ${words.checkpoints.changes[change]} `, changeTones[change]), seg(path)),
    ),
  ]
}

export function rollbackDialog(words: Words, { id, name }: CheckpointEntry, preview: RollbackPreview): ScreenDialog {
  const title = words.checkpoints.rollBackTitle(name === '' ? id : `${id} "${name}"`)
  return {
    title,
    rows: (_typed, columns) => previewRows(words, preview, columns),
    // Enter alone does nothing: the id must be typed.
    field: { label: words.checkpoints.typeId(id), isEnough: (typed) => typed.trim() === id },
    choices: [
      leave(words.dialog.cancel),
      { label: words.checkpoints.rollBack, gives: () => working(title, { kind: 'rollBack', id, path: null }) },
    ],
  }
}

/** What else a person should know before going on, a sentence each. */
function notesOf({ checkpoints }: Words, { own, drops, isFilesOnly, leftOut, notes }: RollbackPreview): string[] {
  return [
    ...(own.length > 0 ? [checkpoints.own(own.join(', '))] : []),
    ...(drops.commits > 0 ? [checkpoints.drops(drops.branch ?? 'HEAD', drops.commits)] : []),
    ...(isFilesOnly ? [checkpoints.filesOnly] : []),
    ...leftOut.map(({ path, why }) => checkpoints.leftOut(path, why)),
    ...notes,
  ]
}

export function undoDialog(words: Words, preview: RollbackPreview): ScreenDialog {
  const title = words.checkpoints.undoTitle
  return {
    title,
    rows: (_typed, columns) => [
      ...textRows(words.checkpoints.undoText(preview.id), columns),
      ...previewRows(words, preview, columns),
    ],
    choices: [
      leave(words.dialog.cancel),
      { label: words.checkpoints.undo, gives: () => working(title, { kind: 'undo' }) },
    ],
  }
}

/** What came of it. A rollback and an undo offer the way back. */
export function workedDialog(words: Words, title: string, worked: Worked): ScreenDialog {
  const { made } = words.checkpoints
  if (worked.kind === 'make') return messageDialog(words, title, [made(worked.id, worked.name, worked.files)])
  const undo: Choice<Message> = {
    label: words.checkpoints.undoThis,
    key: 'z',
    gives: () => ({ type: 'undo' }),
  }
  return messageDialog(words, title, [restoredText(words, worked), '', words.checkpoints.undoHint], [undo])
}

function restoredText({ checkpoints }: Words, worked: Exclude<Worked, { kind: 'make' }>): string {
  const { files, saved } = worked
  if (worked.kind === 'undo') return checkpoints.undone(files, saved)
  const { id, path } = worked
  return path === null ? checkpoints.rolledBack(id, files, saved) : checkpoints.fileBack(path, id, saved)
}
