// Make a checkpoint, roll back, undo: previewed, confirmed by typing, told step by step.
import type { CheckpointEntry, FileChange, RollbackPreview } from '../app/checkpoints.ts'
import type { Message, ScreenDialog, Work } from '../app/message.ts'
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

export function rollbackDialog(
  words: Words,
  { id, name }: CheckpointEntry,
  { changes, notes, sameAs }: RollbackPreview,
): ScreenDialog {
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
      { label: words.checkpoints.rollBack, gives: () => working(title, { kind: 'rollBack', id }) },
    ],
  }
}

export function undoDialog(words: Words): ScreenDialog {
  const title = words.checkpoints.undoTitle
  return {
    title,
    rows: (_typed, columns) => textRows([...words.checkpoints.undoText, `${words.dialog.sameAs}: tos undo`], columns),
    choices: [
      leave(words.dialog.cancel),
      { label: words.checkpoints.undo, gives: () => working(title, { kind: 'undo' }) },
    ],
  }
}

/** What came of it. A rollback and an undo offer the way back. */
export function workedDialog(words: Words, title: string, lines: readonly string[], work: Work): ScreenDialog {
  if (work.kind === 'make') return messageDialog(words, title, lines)
  const undo: Choice<Message> = {
    label: words.checkpoints.undoThis,
    key: 'z',
    gives: () => ({ type: 'open', dialog: undoDialog(words) }),
  }
  return messageDialog(words, title, [...lines, '', words.checkpoints.undoHint], [undo])
}
