// Saves the working tree and the state of git in the store. Nothing of the project is touched.
import { isEmptyFolder, takeInto } from './look.ts'
import { modesOf } from './modes.ts'
import { takeTree, type Taken } from './take.ts'
import { foldersAbove, type Name } from './names.ts'
import { messageOf, type IdLetter, type SnapshotRecord } from './record.ts'
import { commitTree, forgetRef, setRef, writeTree } from './objects.ts'
import { existing } from './import.ts'
import { keepState, type KnownState } from './keep-state.ts'
import { readHead } from './find-repository.ts'
import { refuseLost } from './lost-objects.ts'
import { copyIndex } from './shadow.ts'
import { nextId, writeMemory, type Store } from './store.ts'

export interface Place {
  readonly loop: string | null
  readonly job: number | null
  readonly step: number | null
}

export interface Made {
  readonly id: string
  readonly object: string
  readonly record: SnapshotRecord
  /** Commits it keeps alive. */
  readonly parents: readonly string[]
}

/**
 * What the first snapshot of a project costs beyond any other, ahead of it: the history is copied, every file taken in.
 * @throws Failed
 */
export async function prepareSnapshot(store: Store): Promise<void> {
  store.check()
  await keepState(store)
  await takeTree(store)
}

/** The snapshot before a step. @throws Failed when it cannot be made; nothing is changed then. */
export async function saveStep(store: Store, place: Place): Promise<Made> {
  store.check()
  // First what git holds: the files it has committed are in the store then, and are only hashed.
  const state = await keepState(store)
  const taken = await takeTree(store)
  const { last } = store.memory
  const signature = signatureOf(store, state, taken)
  const id = await nextId(store, 's')
  if (last?.signature === signature && last.record.tree === taken.tree) {
    setRef(store, id, last.object)
    writeMemory(store)
    return { id, object: last.object, record: { ...last.record, id, ...place, files: 0, bytes: 0 }, parents: [] }
  }
  const made = await save(store, id, { ...place, kind: 'step', name: '', target: null }, { taken, state })
  store.memory.last = { object: made.object, record: made.record, signature }
  writeMemory(store)
  return made
}

/** What a snapshot holds besides the tree. */
const signatureOf = ({ memory }: Store, { git, notes }: KnownState, { look, leftOut }: Taken): string =>
  JSON.stringify([memory.modes, git, notes, look.emptyFolders, look.nested, look.remade, leftOut])

export interface WholeOptions extends Place {
  readonly kind: 'rollback' | 'undo' | 'found'
  readonly name: string
  readonly target: string
  /** Files outside the tree that will be touched: ignored ones, and those too big for a step's snapshot. */
  readonly extra: readonly Name[]
  /** All that will be touched, for its exact permission bits. */
  readonly touched: readonly Name[]
  /** Empty folders that will go. */
  readonly folders: readonly Name[]
  /** HEAD, index and refs will be touched too. */
  readonly isWhole: boolean
  /** Commits it keeps alive besides. */
  readonly keeps?: readonly string[]
}

export interface SavedWhole extends Made {
  /** Index file that describes the working tree as it was saved. */
  readonly index: string
}

/** The snapshot before a rollback or undo, and the index that describes it. @throws Failed; nothing is changed then. */
export async function saveWhole(store: Store, taken: Taken, options: WholeOptions): Promise<SavedWhole> {
  store.check()
  const { shadow, memory } = store
  const index = `${shadow.index}.restore`
  copyIndex(shadow.index, index)
  await takeInto(shadow, index, options.extra)
  const tree = options.extra.length > 0 ? await writeTree(store, index) : taken.tree
  if (tree !== taken.tree) await refuseLost(store, tree, taken.tree)
  const letter: IdLetter = options.kind === 'found' ? 'r' : 'u'
  const id = await nextId(store, letter)
  const folders = new Set(options.touched.flatMap(foldersAbove))
  const modes = { ...memory.modes, ...modesOf(store, [...options.touched, ...folders, ...taken.look.emptyFolders]) }
  const isExtra = new Set(options.extra)
  // An ignored folder that is empty, and is to be filled: no look shows it.
  const filled = [...folders].filter((name) => isEmptyFolder(store.repository.top, name))
  const emptyFolders = [...new Set([...taken.look.emptyFolders, ...options.folders, ...filled])]
  const leftOut = taken.leftOut.filter(({ path }) => !isExtra.has(path))
  const all = { ...taken, tree, leftOut, look: { ...taken.look, emptyFolders } }
  const made = await save(store, id, options, { taken: all, state: await keepState(store) }, modes)
  try {
    writeMemory(store)
  } catch (error) {
    // It is told to be not saved: an undo must not find it. What was refused first is the cause.
    try {
      forgetRef(store, id)
    } catch {}
    throw error
  }
  return { ...made, index }
}

type Heading = Pick<SnapshotRecord, 'kind' | 'job' | 'step' | 'loop' | 'name' | 'target'> & {
  isWhole?: boolean
  keeps?: readonly string[]
}

async function save(
  store: Store,
  id: string,
  head: Heading,
  { taken, state }: { taken: Taken; state: KnownState },
  modes = store.memory.modes ?? {},
): Promise<Made> {
  const { branch, commit } = readHead(store.repository)
  const record: SnapshotRecord = {
    v: 2,
    id,
    kind: head.kind,
    at: new Date().toISOString(),
    job: head.job,
    step: head.step,
    loop: head.loop,
    name: head.name,
    commit,
    branch,
    tree: taken.tree,
    files: taken.files,
    bytes: taken.bytes,
    emptyFolders: [...taken.look.emptyFolders],
    nested: [...taken.look.nested],
    leftOut: [...taken.leftOut, ...state.notes.map((why) => ({ path: '(git)', why }))],
    remade: [...taken.look.remade],
    modes: { ...modes },
    holdsFolderModes: true,
    git: state.git,
    whole: head.isWhole ? { moved: {} } : null,
    target: head.target,
  }
  const held = commit !== null && (await isHeld(store, state, commit)) ? [commit] : []
  const parents = [...held, ...state.keeps, ...(head.keeps ?? [])]
  const object = await commitTree(store, taken.tree, parents, messageOf(record))
  setRef(store, id, object)
  return { id, object, record, parents }
}

const isHeld = async ({ shadow }: Store, { imported }: KnownState, commit: string): Promise<boolean> =>
  imported.includes(commit) || (await existing(shadow, [commit])).has(commit)

/** The same snapshot with more in it; it also keeps `more` commits alive. */
export async function resave<M extends Made>(
  store: Store,
  made: M,
  record: SnapshotRecord,
  more: readonly string[] = [],
): Promise<M> {
  const parents = [...made.parents, ...more]
  const object = await commitTree(store, record.tree, parents, messageOf(record))
  setRef(store, made.id, object)
  return { ...made, object, record, parents }
}
