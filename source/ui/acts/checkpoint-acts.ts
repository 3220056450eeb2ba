// Keys for checkpoints: make one, see what changed since, roll back, undo.
import type { CheckpointEntry, Checkpoints } from '../checkpoints.ts'
import { checkpointDialog, rollbackDialog, undoDialog } from '../dialogs/checkpoints.ts'
import { failureDialog, messageDialog } from '../dialogs/message.ts'
import type { Act, Acts, Scene } from '../scene.ts'

const chosen = ({ lists }: Scene) => lists.checkpoints.entries[lists.checkpoints.cursor] ?? null

/** The diff from the checkpoint under the cursor to now. */
export const diffAct: Act = (scene) => {
  const entry = chosen(scene)
  const checkpoints = scene.ports.checkpoints(scene.project)
  if (checkpoints && entry) void showDiff(scene, checkpoints, entry.id)
}

async function showDiff({ words, open }: Scene, checkpoints: Checkpoints, id: string): Promise<void> {
  const title = words.checkpoints.diffTitle(id)
  const diff = await checkpoints.diff(id)
  if (!diff.ok) return open(failureDialog(words, title, diff.failure))
  open(messageDialog(words, title, diff.value.length > 0 ? diff.value : [words.checkpoints.noDiff]))
}

const rollBack: Act = (scene) => {
  const entry = chosen(scene)
  if (entry) rollBackTo(scene, entry)
  else scene.say(scene.words.list.noCheckpoint)
}

/** Shows first what it would change. */
export function rollBackTo(scene: Scene, entry: CheckpointEntry): void {
  const checkpoints = scene.ports.checkpoints(scene.project)
  if (checkpoints) void showPreview(scene, checkpoints, entry)
}

async function showPreview({ words, open }: Scene, checkpoints: Checkpoints, entry: CheckpointEntry): Promise<void> {
  const preview = await checkpoints.preview(entry.id)
  if (preview.ok) open(rollbackDialog(words, checkpoints, entry, preview.value))
  else open(failureDialog(words, words.checkpoints.rollBackTitle(entry.id), preview.failure))
}

export const checkpointActs = {
  checkpoint({ ports, project, words, open }) {
    const checkpoints = ports.checkpoints(project)
    if (checkpoints) open(checkpointDialog(words, checkpoints))
  },
  rollBack,
  undo({ ports, project, words, open }) {
    const checkpoints = ports.checkpoints(project)
    if (checkpoints) open(undoDialog(words, checkpoints))
  },
  diff: diffAct,
} satisfies Acts
