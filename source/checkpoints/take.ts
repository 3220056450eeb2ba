// Takes the working tree into the shadow's index: what changed since the last time, byte for byte, with permissions.
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { LeftOut } from '../core/event-checkpoint.ts'
import { withinBudget } from './budget.ts'
import { foldersOf, isOrdinary, remember } from './folders.ts'
import { isReadable, lookAt, lstatName, takeInto, type Look } from './look.ts'
import { refuseLost } from './lost-objects.ts'
import { withFolders } from './folder-modes.ts'
import { modesOf } from './modes.ts'
import { foldersAbove, joinZero, nameOf, pathOf, splitZero, type Name } from './names.ts'
import { writeTree } from './objects.ts'
import { ownInIndex } from './own.ts'
import { stamp } from './repository.ts'
import { isOwn } from './shadow.ts'
import { copyUserIndex } from './staged.ts'
import { writeMemory, type Store } from './store.ts'

/** The working tree as the shadow's index has taken it in. */
export interface Taken {
  readonly tree: string
  readonly look: Look
  readonly leftOut: readonly LeftOut[]
  /** Files that changed since it was taken the last time, and their bytes. */
  readonly files: number
  readonly bytes: number
}

/**
 * Too big and unreadable files are left out and listed. `isExact` looks at the permissions of every file: git overlooks
 * a change within the second of the last look.
 */
export async function takeTree(store: Store, isExact = false): Promise<Taken> {
  const { shadow, memory } = store
  const began = Date.now()
  const seen = await lookAt(shadow, memory, { isWhole: isExact, remade: store.settings.remade })
  if (store.settings.own.length > 0) memory.own = ownNames(store)
  const ownFiles = new Set(memory.own)
  const own = { has: (name: Name) => ownFiles.has(name) || isOwn(shadow, name) }
  const forced = await addedByForce(store, seen)
  memory.submodules = submodulesOf(store, forced)
  const isOutside = (name: Name) => !memory.submodules.some((folder) => name.startsWith(`${folder}/`))
  const look = {
    ...seen,
    fresh: seen.fresh.filter((name) => !own.has(name) && isOutside(name)),
    emptyFolders: seen.emptyFolders.filter(isOutside),
  }
  memory.nested = look.nested
  const { held: fresh, tooMuch } = await withinBudget(store, look)
  const present = [...fresh, ...look.changed, ...forced].filter((name) => !own.has(name))
  const { left, bytes } = sort(store, present)
  const taken = present.filter((name) => !left.has(name))
  const stale = [...look.changed.filter((name) => left.has(name) || own.has(name)), ...(await ownHeld(store))]
  if (isExact) memory.modes = null
  memory.modes ??= modesOf(store, await namesIn(store))
  // By name alone: where their folder was, a link may lie by now.
  const out = [...look.gone, ...stale]
  if (out.length > 0)
    await shadow.git.bytes(['update-index', '-z', '--force-remove', '--stdin'], { input: joinZero(out) })
  await takeInto(shadow, shadow.index, taken)
  const modes = modesOf(store, taken)
  for (const name of [...look.gone, ...taken]) if (modes[name] === undefined) delete memory.modes[name]
  memory.modes = { ...memory.modes, ...modes }
  // A whole look alone: a folder with other permissions makes one.
  if (!look.isKnown) memory.modes = withFolders(memory.modes, modesOf(store, await foldersHeld(store, look, taken)))
  const before = memory.taken?.tree ?? null
  const isSame = taken.length + look.gone.length + stale.length === 0
  const tree = isSame && before !== null ? before : await writeTree(store)
  if (tree !== before) await refuseLost(store, tree, before)
  memory.taken = { index: stamp(shadow.index), tree }
  if (before !== null)
    await rememberFolders(store, look, { began, tooMuch, untaken: fresh.filter((name) => left.has(name)) })
  writeMemory(store)
  const leftOut = [...[...left].map(([path, why]) => ({ path, why })), ...tooMuch]
  // The first one has none before it to differ from.
  const isEqual = tree === before || before === null
  return { tree, look, leftOut, files: isEqual ? 0 : taken.length + look.gone.length, bytes: isEqual ? 0 : bytes }
}

/** What an earlier version took in of the program's own folders; looked for once. */
async function ownHeld(store: Store): Promise<Name[]> {
  const { memory, shadow } = store
  if (memory.cleared.join('\0') === shadow.own.join('\0')) return []
  memory.cleared = shadow.own
  return ownInIndex(store)
}

/** A snapshot holds the commit of a submodule, as git does, and not what lies in it. */
const submodulesOf = ({ repository: { top }, memory }: Store, forced: readonly Name[]): Name[] =>
  [...new Set([...memory.submodules, ...forced])].filter((name) => lstatName(top, `${name}/.git`))

/** Files that the program writes itself, as functions of the journal: no step changed them, and nobody loses them. */
const ownNames = ({ settings, shadow }: Store): Name[] =>
  settings.own.map((path) => nameOf(relative(shadow.repository.top, path)))

/** After a whole look. The first time it is left out: it costs as much as what it saves. */
async function rememberFolders(
  store: Store,
  look: Look,
  { began, tooMuch, untaken }: { began: number; tooMuch: readonly LeftOut[]; untaken: readonly Name[] },
) {
  const { shadow, memory } = store
  if (look.isKnown || !isOrdinary(shadow.repository.top)) return
  const { emptyFolders, nested, remade, open } = look
  const before = memory.folders ? Object.keys(memory.folders.times) : [...foldersOf(await namesIn(store))]
  const added = foldersOf([...look.fresh, ...[...emptyFolders, ...nested].map((name) => `${name}/`)])
  memory.folders = remember(shadow, new Set([...before, ...added, ...open]), began, {
    emptyFolders,
    nested,
    remade,
    tooMuch,
    untaken,
  })
}

/** All folders of the working tree that a snapshot holds, the empty ones included. */
async function foldersHeld(store: Store, { emptyFolders }: Look, taken: readonly Name[]): Promise<Set<Name>> {
  const { folders } = store.memory
  const known = folders ? [...Object.keys(folders.times), ...foldersOf(taken)] : foldersOf(await namesIn(store))
  return new Set([...known, ...emptyFolders, ...emptyFolders.flatMap(foldersAbove)].filter(Boolean))
}

const namesIn = async ({ shadow }: Store): Promise<Name[]> => splitZero(await shadow.git.bytes(['ls-files', '-z']))

/** Ignored files and submodules that the user's index holds by now; looked for when that index has changed. */
async function addedByForce(store: Store, look: Look): Promise<Name[]> {
  const { repository, memory } = store
  const now = stamp(join(repository.gitFolder, 'index'))
  if (memory.userIndex === now) return []
  const copy = copyUserIndex(store)
  const listed = copy && (await store.shadow.git.call(['ls-files', '-z'], { environment: { GIT_INDEX_FILE: copy } }))
  memory.userIndex = now
  // An index that is none holds nothing by force.
  if (!listed || listed.code !== 0) return []
  const held = new Set([...(await namesIn(store)), ...look.fresh])
  return [...new Set(splitZero(listed.out))].filter((name) => {
    const stat = held.has(name) ? undefined : lstatName(repository.top, name)
    if (stat?.isDirectory()) return existsSync(pathOf(repository.top, `${name}/.git`))
    return stat?.isFile() === true || stat?.isSymbolicLink() === true
  })
}

function sort({ shadow, settings }: Store, names: readonly Name[]): { left: Map<Name, string>; bytes: number } {
  const { top } = shadow.repository
  const left = new Map<Name, string>()
  let bytes = 0
  for (const name of names) {
    const stat = lstatName(top, name)
    const isFile = stat?.isFile() === true
    if (stat && !isFile && !stat.isSymbolicLink() && !stat.isDirectory()) left.set(name, 'neither a file nor a link')
    else if (isFile && stat.size > settings.maxFileBytes) left.set(name, `${Math.ceil(stat.size / 2 ** 20)} MB`)
    else if (isFile && !isReadable(top, name)) left.set(name, 'not readable')
    else bytes += stat?.size ?? 0
  }
  return { left, bytes }
}
