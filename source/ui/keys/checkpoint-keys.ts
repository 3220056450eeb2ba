// Keys for checkpoints: make one, see what changed since, roll back, undo.
import type { CheckpointEntry } from '../app/checkpoints.ts'
import type { Model } from '../app/model.ts'
import { compare, read, readUndo } from '../app/reading.ts'
import { factsOf } from '../app/seen.ts'
import { open, say, step, type Step } from '../app/step.ts'
import { moveCursor, toggleMark } from '../app/view-state.ts'
import { checkpointDialog } from '../dialogs/checkpoints.ts'
import { checkpointsPanel } from '../panels/checkpoints.tsx'
import { underCursor } from '../panels/lists.ts'
import { listed, type Act } from './binding.ts'

const listIn = (model: Model) => checkpointsPanel.list(factsOf(model, 'checkpoints'))

/** With the entry under the cursor. */
const chosen =
  (act: (model: Model, entry: CheckpointEntry) => Step): Act =>
  (model) => {
    const entry = underCursor(listIn(model))
    return entry ? act(model, entry) : say(model, model.words.list.noCheckpoint)
  }

/** Shows first what it would change. */
export function rollBackTo(model: Model, entry: CheckpointEntry): Step {
  return read(model, { kind: 'preview', title: model.words.checkpoints.rollBackTitle(entry.id), entry })
}

/** What its row shows is turned around. */
function pin(model: Model, { id, isPinned }: CheckpointEntry): Step {
  const { nowPinned, nowUnpinned } = model.words.checkpoints
  const told = `${isPinned ? nowUnpinned(id) : nowPinned(id)} (tos checkpoints ${isPinned ? 'unpin' : 'pin'} ${id})`
  return step(model, { type: 'pin', id, isPinned: !isPinned, title: model.words.actions.pin, told })
}

/** The cursor stays where the mark is, also when a newer one comes. */
const mark = (model: Model, entry: CheckpointEntry): Step =>
  step({ ...model, view: toggleMark(moveCursor(model.view, 'checkpoints', listIn(model), 0), entry) })

export const checkpointKeys = listed([
  {
    action: 'checkpoint',
    keys: ['c'],
    group: 'checkpoints',
    needs: ['live', 'checkpoints', 'control', 'size'],
    hint: 25,
    act: (model) => open(model, checkpointDialog(model.words)),
  },
  {
    action: 'rollBack',
    keys: ['R'],
    group: 'checkpoints',
    needs: ['live', 'idle', 'checkpoints', 'control', 'size'],
    hint: 30,
    home: 'checkpoints',
    act: chosen(rollBackTo),
  },
  {
    action: 'undo',
    keys: ['z'],
    group: 'checkpoints',
    needs: ['live', 'idle', 'checkpoints', 'control', 'size'],
    act: readUndo,
  },
  {
    action: 'diff',
    keys: ['='],
    group: 'checkpoints',
    panels: ['checkpoints'],
    needs: ['checkpoints', 'size'],
    hint: 11,
    act: (model) => compare(model, false),
  },
  {
    action: 'mark',
    keys: ['space'],
    group: 'checkpoints',
    panels: ['checkpoints'],
    needs: ['size'],
    hint: 13,
    act: chosen(mark),
  },
  {
    action: 'pin',
    keys: ['P'],
    group: 'checkpoints',
    panels: ['checkpoints'],
    needs: ['live', 'checkpoints', 'control', 'size'],
    act: chosen(pin),
  },
])
