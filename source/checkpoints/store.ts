// A project's store of snapshots: whose it is, which number is next, what the last one saw.
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { succeed, type Result } from '../core/failure.ts'
import { claimStore, findStore } from './claim.ts'
import type { KnownFolders } from './folders.ts'
import type { KnownState } from './keep-state.ts'
import type { Name } from './names.ts'
import { refs } from './objects.ts'
import { rememberedPlaces, rememberPlaces } from './places.ts'
import { numberOf } from './order.ts'
import { readPlain } from './plain-file.ts'
import { idOf, listSaved, type IdLetter, type Saved, type SnapshotRecord } from './record.ts'
import { openRepository, stamp, type Repository, type RepositoryOptions } from './repository.ts'
import { openShadow, type Shadow } from './shadow.ts'
import { takeOver } from './takeover.ts'

export interface StoreSettings {
  /** Snapshots of one kind that are kept at most. */
  readonly keep: number
  readonly maxAgeDays: number
  /** Bytes; bigger files are left out of the snapshots before steps. */
  readonly maxFileBytes: number
  /** Bytes of ignored files that are taken at most, those of `workspace` not counted. */
  readonly maxIgnoredBytes: number
  /** Absolute; what commands are meant to write into, ignored or not. */
  readonly workspace: string
  /** Folders that something makes again, besides the known ones. */
  readonly remade: readonly string[]
  /** Absolute paths of files the program itself writes and can write again. */
  readonly own: readonly string[]
}

export interface StoreOptions extends RepositoryOptions {
  /** The project's log folder, never part of a snapshot. */
  readonly logs: string
  /** Where the stores of all projects lie, and the file that names the project's. */
  readonly stores: string
  readonly idFile: string
  readonly settings: StoreSettings
  /** Id -> the object that holds it, as the journal has it. */
  readonly known?: () => ReadonlyMap<string, string>
  /** A folder for whoever only looks and does not hold the project's lock; null for the one that does. */
  readonly lookIn?: string | null
}

export interface Store {
  readonly repository: Repository
  readonly shadow: Shadow
  readonly logs: string
  readonly stores: string
  readonly settings: StoreSettings
  readonly memory: Memory
  readonly known: () => ReadonlyMap<string, string>
  /** What people should know of the store's opening. */
  readonly notes: readonly string[]
  /** @throws Failed when the store is not this project's any more */
  readonly check: () => void
}

/** What need not be found out again; all of it can be lost. */
export interface Memory {
  next: Partial<Record<IdLetter, number>>
  /** The user's index as it was when its files were last compared with the store's. */
  userIndex: string | null
  /** Permission bits of files that are not the usual ones. */
  modes: Record<string, number> | null
  /** The tree of the store's index, as long as that has not been written since. */
  taken: { readonly index: string; readonly tree: string } | null
  last: LastSnapshot | null
  /** Of the last whole look, while it can be trusted. */
  folders: KnownFolders | null
  /** Repositories inside the working tree. */
  nested: readonly Name[]
  /** Those of them that the index of the project names by their commit: only that commit is in a snapshot. */
  submodules: readonly Name[]
  /** The program's own folders that the index was cleared of. */
  cleared: readonly Name[]
  state: KnownState | null
  /** Files of the program itself: whoever finishes a rollback does not know the settings. */
  own: readonly Name[]
}

export interface LastSnapshot {
  readonly object: string
  readonly record: SnapshotRecord
  readonly signature: string
}

/** Null: the project is in no repository. Writes nothing but the store. */
export async function openStore(options: StoreOptions): Promise<Result<Store | null>> {
  const earlier = findStore(options)
  const opened = await openRepository(options, earlier === null ? null : rememberedPlaces(earlier, options.root))
  if (!opened.ok || opened.value === null) return opened as Result<null>
  const repository = opened.value
  const { logs, stores, settings, lookIn = null, known = () => new Map<string, string>() } = options
  const claim = lookIn === null ? claimStore(options) : null
  const place = claim?.folder ?? earlier
  if (claim) rememberPlaces(claim.folder, options.root, repository)
  const folder = place === null ? join(lookIn ?? stores, 'git') : join(place, 'git')
  const shadow = await openShadow(repository, { folder, excluded: [logs, stores], lookIn })
  const memory = readMemory(shadow)
  const notes = [claim?.note ?? null, shadow.mended, claim && (await takeOver(shadow))].filter((note) => note !== null)
  const store = {
    repository,
    shadow,
    logs,
    stores,
    settings,
    memory,
    known,
    notes,
    check: claim?.check ?? (() => undefined),
  }
  return succeed(store)
}

/** Oldest first. `known` is what the journal says. */
export const listStore = ({ shadow, known }: Store, told = known()): Promise<Saved[]> =>
  listSaved(shadow.git, refs, told)

const memoryPath = ({ folder }: Shadow): string => join(folder, 'memory.json')
const nothing = (): Memory => ({
  next: {},
  userIndex: null,
  modes: null,
  taken: null,
  last: null,
  folders: null,
  nested: [],
  submodules: [],
  cleared: [],
  state: null,
  own: [],
})

/** What is known of a store whose index is not the one that was written last: nothing of the files. */
const ofNoIndex = { modes: null, taken: null, folders: null, userIndex: null, state: null } satisfies Partial<Memory>

/** The store's index is not to be trusted: it is made anew, and every file is looked at again. */
export function forgetIndex({ shadow, memory }: Pick<Store, 'shadow' | 'memory'>): void {
  rmSync(shadow.index, { force: true })
  Object.assign(memory, ofNoIndex)
}

function readMemory(shadow: Shadow): Memory {
  const path = memoryPath(shadow)
  if (!existsSync(shadow.index)) return nothing()
  try {
    const text = readPlain(path)?.toString('utf8') ?? ''
    const memory = { ...nothing(), ...(JSON.parse(text) as Partial<Memory>) }
    // Whoever was killed between the two knew more than it wrote down.
    return memory.taken?.index === stamp(shadow.index) ? memory : { ...memory, ...ofNoIndex }
  } catch {
    return nothing()
  }
}

export function writeMemory({ shadow, memory }: Store): void {
  if (shadow.isLook) return
  const path = memoryPath(shadow)
  writeFileSync(`${path}.new`, JSON.stringify(memory))
  renameSync(`${path}.new`, path)
}

/** Never one that was used before, as far as memory, journal or refs tell. */
export async function nextId(store: Store, letter: IdLetter): Promise<string> {
  const { memory } = store
  const known = memory.next[letter]
  const used = known === undefined ? [...(await listStore(store)).map(({ id }) => id), ...store.known().keys()] : []
  const number = known ?? 1 + Math.max(0, ...used.flatMap((id) => (id.startsWith(letter) ? [numberOf(id)] : [])))
  memory.next[letter] = number + 1
  return idOf(letter, number)
}
