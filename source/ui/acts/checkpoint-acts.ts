// Keys for checkpoints: make one, see what changed since, roll back, undo.
import type { CheckpointEntry, Checkpoints } from '../app/checkpoints.ts'
import { checkpointDialog, rollbackDialog, undoDialog } from '../dialogs/checkpoints.ts'
import { failureDialog, patchDialog } from '../dialogs/message.ts'
import type { Act, Acts, Scene } from '../app/scene.ts'
import { moveCursor, toggleMark, type Mark } from '../app/view-state.ts'

const chosen = ({ lists }: Scene) => lists.checkpoints.entries[lists.checkpoints.cursor] ?? null

interface Span {
  readonly from: string
  /** Null: the files as they are. */
  readonly to: string | null
}

/** What is to be compared: two marked ones, the marked one and the one under the cursor, or that one and now. */
function comparedSpan(scene: Scene): Span | null {
  const { marks } = scene.view
  const entry = chosen(scene)
  const isBeside = entry && marks.length < 2 && marks.every(({ id }) => id !== entry.id)
  const compared: readonly Mark[] = isBeside ? [...marks, entry] : marks
  const [from, to] = compared.toSorted((a, b) => Date.parse(a.ts) - Date.parse(b.ts))
  return from ? { from: from.id, to: to?.id ?? null } : null
}

export const diffAct: Act = (scene) => {
  readDiff(scene, ({ title, lines }) => scene.open(patchDialog(scene.words, title, lines)))
}

interface Diff {
  readonly title: string
  readonly lines: readonly string[]
}

/** Hands on what differs; where that cannot be told the screen says why. */
export function readDiff(scene: Scene, then: (diff: Diff) => void): void {
  const { words, open, say } = scene
  const span = comparedSpan(scene)
  const checkpoints = scene.ports.checkpoints(scene.project)
  if (!checkpoints) return say(words.why.checkpoints, 'warn')
  if (!span) return say(words.list.noCheckpoint)
  const { from, to } = span
  const title = to === null ? words.checkpoints.diffTitle(from) : words.checkpoints.betweenTitle(from, to)
  void scene.read(title, checkpoints.diff(from, to), (diff) => {
    if (!diff.ok) return open(failureDialog(words, title, diff.failure))
    then({ title, lines: diff.value.length > 0 ? diff.value : [words.checkpoints.noDiff] })
  })
}

const rollBack: Act = (scene) => {
  const entry = chosen(scene)
  if (entry) rollBackTo(scene, entry)
  else scene.say(scene.words.list.noCheckpoint)
}

/** Shows first what it would change. */
export function rollBackTo(scene: Scene, entry: CheckpointEntry): void {
  const checkpoints = scene.ports.checkpoints(scene.project)
  if (checkpoints) showPreview(scene, checkpoints, entry)
}

function showPreview({ words, open, read }: Scene, checkpoints: Checkpoints, entry: CheckpointEntry): void {
  const title = words.checkpoints.rollBackTitle(entry.id)
  void read(title, checkpoints.preview(entry.id), (preview) => {
    if (preview.ok) open(rollbackDialog(words, checkpoints, entry, preview.value))
    else open(failureDialog(words, title, preview.failure))
  })
}

/** What its row shows is turned around. */
const pin: Act = (scene) => {
  const entry = chosen(scene)
  const checkpoints = scene.ports.checkpoints(scene.project)
  if (checkpoints && entry) void changePin(scene, checkpoints, entry)
  else scene.say(scene.words.list.noCheckpoint)
}

async function changePin(scene: Scene, checkpoints: Checkpoints, { id, isPinned }: CheckpointEntry): Promise<void> {
  const { words, open, say, listCheckpoints } = scene
  const done = await checkpoints.pin(id, !isPinned)
  if (!done.ok) return open(failureDialog(words, words.actions.pin, done.failure))
  listCheckpoints()
  const told = isPinned ? words.checkpoints.nowUnpinned(id) : words.checkpoints.nowPinned(id)
  say(`${told} (tos checkpoints ${isPinned ? 'unpin' : 'pin'} ${id})`)
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
  pin,
  mark(scene) {
    const { view, setView, lists } = scene
    const entry = chosen(scene)
    if (!entry) return scene.say(scene.words.list.noCheckpoint)
    // The cursor stays where the mark is, also when a newer one comes.
    setView(toggleMark(moveCursor(view, 'checkpoints', lists.checkpoints, 0), entry))
  },
} satisfies Acts
