// Saves the working tree under a ref of its own. HEAD, index, branches and `git status` are the same before and after.
import { umask } from 'node:process'
import type { LeftOut } from '../core/event-checkpoint.ts'
import { isReadable, lookAt, lstatName, takeInto, type Look } from './look.ts'
import { foldersAbove, joinZero, splitZero, type Name } from './names.ts'
import { messageOf, type IdLetter, type SnapshotRecord } from './record.ts'
import { commitTree, setRef, writeTree } from './objects.ts'
import { headSignature, readHead, stamp } from './repository.ts'
import { copyIndex } from './shadow.ts'
import { saveIndex, stagedCommit } from './staged.ts'
import { nextId, writeMemory, type Store } from './store.ts'

/** The working tree as the shadow's index has taken it in. */
export interface Taken {
  readonly tree: string
  readonly look: Look
  readonly leftOut: readonly LeftOut[]
  /** Files that changed since it was taken the last time, and their bytes. */
  readonly files: number
  readonly bytes: number
}

/** Takes the working tree in. Too big and unreadable files are left out and listed. */
export async function takeTree(store: Store): Promise<Taken> {
  const { shadow, memory, settings } = store
  const look = await lookAt(shadow)
  const { top } = shadow.repository
  const left = new Map<Name, string>()
  let bytes = 0
  for (const name of [...look.fresh, ...look.changed]) {
    const stat = lstatName(top, name)
    const isFile = stat?.isFile() === true
    if (stat && !isFile && !stat.isSymbolicLink() && !stat.isDirectory()) left.set(name, 'neither a file nor a link')
    else if (isFile && stat.size > settings.maxFileBytes) left.set(name, `${Math.ceil(stat.size / 2 ** 20)} MB`)
    else if (isFile && !isReadable(top, name)) left.set(name, 'not readable')
    else bytes += stat?.size ?? 0
  }
  const taken = [...look.fresh, ...look.changed].filter((name) => !left.has(name))
  memory.modes ??= modesOf(store, splitZero(await shadow.git.bytes(['ls-files', '-z'])))
  await takeInto(shadow, shadow.index, [...look.gone, ...taken])
  const stale = look.changed.filter((name) => left.has(name))
  if (stale.length > 0)
    await shadow.git.bytes(['update-index', '-z', '--force-remove', '--stdin'], { input: joinZero(stale) })
  for (const name of look.gone) delete memory.modes[name]
  const modes = modesOf(store, taken)
  for (const name of taken) if (modes[name] === undefined) delete memory.modes[name]
  Object.assign(memory.modes, modes)
  const isSame = taken.length + look.gone.length + stale.length === 0
  const tree = isSame && memory.taken ? memory.taken.tree : await writeTree(store)
  memory.taken = { index: stamp(shadow.index), tree }
  writeMemory(store)
  const leftOut = [...left].map(([path, why]) => ({ path, why }))
  return { tree, look, leftOut, files: taken.length + look.gone.length, bytes }
}

/** Permission bits git does not keep and a restored file would not have by itself. */
export function modesOf({ repository }: Store, names: readonly Name[]): Record<string, number> {
  const usual = 0o666 & ~umask()
  const usualRun = 0o777 & ~umask()
  const modes: Record<string, number> = {}
  for (const name of names) {
    const stat = lstatName(repository.top, name)
    const mode = (stat?.mode ?? 0) & 0o7777
    if (stat?.isFile() && mode !== (mode & 0o100 ? usualRun : usual)) modes[name] = mode
    else if (stat?.isDirectory() && mode !== usualRun) modes[`${name}/`] = mode
  }
  return modes
}

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

/** The snapshot before a step. @throws Failed when it cannot be made; nothing is changed then. */
export async function saveStep(store: Store, place: Place): Promise<Made> {
  const taken = await takeTree(store)
  const { last } = store.memory
  const signature = signatureOf(store, taken)
  const id = await nextId(store, 's')
  if (last?.signature === signature && last.record.tree === taken.tree) {
    await setRef(store, id, last.object)
    writeMemory(store)
    return { id, object: last.object, record: { ...last.record, id, ...place, files: 0, bytes: 0 }, parents: [] }
  }
  const made = await save(store, id, { ...place, kind: 'step', name: '', target: null }, taken)
  store.memory.last = { object: made.object, record: made.record, signature }
  writeMemory(store)
  return made
}

/** What a snapshot holds besides the tree. */
const signatureOf = ({ repository }: Store, { look, leftOut }: Taken): string =>
  JSON.stringify([
    headSignature(repository),
    stamp(`${repository.gitFolder}/index`),
    look.emptyFolders,
    look.nested,
    leftOut,
  ])

export interface WholeOptions extends Place {
  readonly kind: 'rollback' | 'undo' | 'found'
  readonly name: string
  readonly target: string
  /** Files outside the tree that will be touched: ignored ones, and those too big for a step's snapshot. */
  readonly extra: readonly Name[]
  /** All that will be touched, for its exact permission bits. */
  readonly touched: readonly Name[]
  /** HEAD, index and refs will be touched too. */
  readonly isWhole: boolean
}

/** The snapshot before a rollback or undo, and the index that describes it. @throws Failed; nothing is changed then. */
export async function saveWhole(store: Store, taken: Taken, options: WholeOptions): Promise<Made & { index: string }> {
  const { shadow, memory } = store
  const index = `${shadow.index}.restore`
  copyIndex(shadow.index, index)
  await takeInto(shadow, index, options.extra)
  const tree = options.extra.length > 0 ? await writeTree(store, index) : taken.tree
  const letter: IdLetter = options.kind === 'found' ? 'r' : 'u'
  const id = await nextId(store, letter)
  const folders = new Set(options.touched.flatMap(foldersAbove))
  const modes = { ...memory.modes, ...modesOf(store, [...options.touched, ...folders, ...taken.look.emptyFolders]) }
  const isExtra = new Set(options.extra)
  const leftOut = taken.leftOut.filter(({ path }) => !isExtra.has(path))
  const made = await save(store, id, options, { ...taken, tree, leftOut }, modes)
  writeMemory(store)
  return { ...made, index }
}

type Head = Pick<SnapshotRecord, 'kind' | 'job' | 'step' | 'loop' | 'name' | 'target'> & { isWhole?: boolean }

async function save(
  store: Store,
  id: string,
  head: Head,
  taken: Taken,
  modes = store.memory.modes ?? {},
): Promise<Made> {
  const { repository } = store
  const { branch, commit } = await readHead(repository)
  const whole = head.isWhole ? await saveIndex(store) : null
  const staged = whole ? whole.commit : await stagedCommit(store)
  const record: SnapshotRecord = {
    v: 1,
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
    leftOut: [...taken.leftOut],
    modes,
    whole: whole && whole.saved,
    target: head.target,
  }
  const parents = [commit, staged].filter((parent) => parent !== null)
  const object = await commitTree(store, taken.tree, parents, messageOf(record))
  await setRef(store, id, object)
  return { id, object, record, parents }
}

/** The same snapshot with more in it; it also keeps `more` commits alive. */
export async function resave<M extends Made>(
  store: Store,
  made: M,
  record: SnapshotRecord,
  more: readonly string[] = [],
): Promise<M> {
  const parents = [...made.parents, ...more]
  const object = await commitTree(store, record.tree, parents, messageOf(record))
  await setRef(store, made.id, object)
  return { ...made, object, record, parents }
}
