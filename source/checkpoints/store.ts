// A project's snapshots: where their refs are, which number is next, what the last one saw.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { succeed, type Result } from '../core/failure.ts'
import { toBytes } from './names.ts'
import { idOf, listSaved, numberOf, type IdLetter, type Saved, type SnapshotRecord } from './record.ts'
import type { KnownFolders } from './folders.ts'
import { openRepository, stamp, type Head, type Repository, type RepositoryOptions } from './repository.ts'
import { openShadow, type Shadow } from './shadow.ts'

export interface StoreSettings {
  /** Snapshots of one kind that are kept at most. */
  readonly keep: number
  readonly maxAgeDays: number
  /** Bytes; bigger files are left out of the snapshots before steps. */
  readonly maxFileBytes: number
}

export interface StoreOptions extends RepositoryOptions {
  /** The project's log folder, never part of a snapshot. */
  readonly logs: string
  readonly settings: StoreSettings
  /** A folder for whoever only looks and does not hold the project's lock; null for the one that does. */
  readonly lookIn?: string | null
}

export interface Store {
  readonly repository: Repository
  readonly shadow: Shadow
  /** refs/tos/ for a project at the top of the main working tree, a folder below it otherwise. */
  readonly refs: string
  readonly logs: string
  readonly settings: StoreSettings
  readonly memory: Memory
}

/** What need not be found out again; all of it can be lost. */
export interface Memory {
  next: Partial<Record<IdLetter, number>>
  /** The user's index as it was when its files were last compared with the shadow's. */
  userIndex: string | null
  /** Permission bits of files that are not the usual ones. */
  modes: Record<string, number> | null
  /** The tree of the shadow's index, as long as that has not been written since. */
  taken: { readonly index: string; readonly tree: string } | null
  last: LastSnapshot | null
  head: { readonly signature: string; readonly head: Head } | null
  /** Of the last whole look, while it can be trusted. */
  folders: KnownFolders | null
  staged: { readonly signature: string; readonly commit: string | null } | null
}

export interface LastSnapshot {
  readonly object: string
  readonly record: SnapshotRecord
  readonly signature: string
}

/** Null: the project is in no repository. Writes nothing but the shadow. */
export async function openStore(options: StoreOptions): Promise<Result<Store | null>> {
  const opened = await openRepository(options)
  if (!opened.ok || opened.value === null) return opened as Result<null>
  const repository = opened.value
  const { logs, settings, lookIn = null } = options
  const shadow = await openShadow(repository, logs, lookIn)
  const memory = readMemory(shadow)
  if (shadow.isSeeded) memory.userIndex = stamp(join(repository.gitFolder, 'index'))
  return succeed({ repository, shadow, refs: refsOf(repository), logs, settings, memory })
}

/** Working trees share their refs, and one may hold several projects: each has a place of its own. */
export function refsOf({ gitFolder, commonFolder, prefix }: Repository): string {
  const tree = gitFolder === commonFolder ? '' : `worktrees/${basename(gitFolder)}/`
  const project =
    prefix === '' ? '' : `roots/${createHash('sha256').update(toBytes(prefix)).digest('hex').slice(0, 8)}/`
  return `refs/tos/${tree}${project}`
}

export const listStore = ({ repository, refs }: Store): Promise<Saved[]> => listSaved(repository.git, refs)

const memoryPath = ({ folder }: Shadow): string => join(folder, 'memory.json')
const nothing = (): Memory => ({
  next: {},
  userIndex: null,
  modes: null,
  taken: null,
  last: null,
  head: null,
  folders: null,
  staged: null,
})

function readMemory(shadow: Shadow): Memory {
  const path = memoryPath(shadow)
  if (!existsSync(path) || !existsSync(shadow.index)) return nothing()
  try {
    const memory = { ...nothing(), ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<Memory>) }
    // Whoever was killed between the two knew more than it wrote down.
    return memory.taken?.index === stamp(shadow.index)
      ? memory
      : { ...memory, modes: null, taken: null, folders: null, userIndex: null }
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

/** A look that needs no git: before the first snapshot there is none. */
function mayHaveRefs({ repository }: Store): boolean {
  const { commonFolder } = repository
  const packed = join(commonFolder, 'packed-refs')
  return (
    existsSync(join(commonFolder, 'refs', 'tos')) ||
    existsSync(join(commonFolder, 'reftable')) ||
    (existsSync(packed) && readFileSync(packed, 'latin1').includes(' refs/tos/'))
  )
}

/** Never one that was used before, as far as memory or refs tell. */
export async function nextId(store: Store, letter: IdLetter): Promise<string> {
  const { memory } = store
  const known = memory.next[letter]
  const used = known === undefined && mayHaveRefs(store) ? await listStore(store) : []
  const number = known ?? 1 + Math.max(0, ...used.flatMap(({ id }) => (id.startsWith(letter) ? [numberOf(id)] : [])))
  memory.next[letter] = number + 1
  return idOf(letter, number)
}
