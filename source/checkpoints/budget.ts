// Which of the ignored files fit into a snapshot: small ones first, up to the limit of the settings; the rest is named.
import type { LeftOut } from '../core/event-checkpoint.ts'
import { ignoredOf } from './ignored.ts'
import { lstatName, type Look } from './look.ts'
import { nameOf, splitZero, type Name } from './names.ts'
import type { Store } from './store.ts'

/** So many are named one by one; more are counted by folder. */
const maxNamed = 100

export interface Budgeted {
  /** New files that are to be taken. */
  readonly held: readonly Name[]
  readonly tooMuch: readonly LeftOut[]
}

export async function withinBudget(store: Store, look: Look): Promise<Budgeted> {
  const { settings, shadow, memory } = store
  const { top } = shadow.repository
  if (look.isKnown) return { held: look.fresh, tooMuch: memory.folders?.tooMuch ?? [] }
  const workspace = settings.workspace.startsWith(`${top}/`)
    ? `${nameOf(settings.workspace.slice(top.length + 1))}/`
    : null
  const isFree = (name: Name) => settings.workspace === '/' || (workspace !== null && name.startsWith(workspace))
  const sizes = new Map(
    look.fresh.filter((name) => !isFree(name)).map((name) => [name, lstatName(top, name)?.size ?? 0]),
  )
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (total === 0) return { held: look.fresh, tooMuch: [] }
  const before = await alreadyHeld(store, isFree)
  if (before + total <= settings.maxIgnoredBytes) return { held: look.fresh, tooMuch: [] }
  const ignored = await ignoredOf(shadow.git, [...sizes.keys()])
  const left = new Map<Name, number>()
  let room = settings.maxIgnoredBytes - before
  for (const name of ignored.toSorted((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0))) {
    const size = sizes.get(name) ?? 0
    room -= size
    if (room < 0) left.set(name, size)
  }
  return { held: look.fresh.filter((name) => !left.has(name)), tooMuch: named(left) }
}

/** Bytes of ignored files that the store's index knows by now. */
async function alreadyHeld({ shadow }: Store, isFree: (name: Name) => boolean): Promise<number> {
  const { git, repository } = shadow
  const known = splitZero(await git.bytes(['ls-files', '-c', '-i', '-z', '--exclude-standard']))
  let sum = 0
  for (const name of known) if (!isFree(name)) sum += lstatName(repository.top, name)?.size ?? 0
  return sum
}

const why = (files: number, bytes: number): string =>
  `${files === 1 ? 'ignored' : `${files} ignored files`}, ${Math.ceil(bytes / 2 ** 20)} MB: more than checkpoints.max_ignored_mb`

function named(left: ReadonlyMap<Name, number>): LeftOut[] {
  if (left.size <= maxNamed) return [...left].map(([path, size]) => ({ path, why: why(1, size) }))
  const folders = new Map<Name, { files: number; bytes: number }>()
  for (const [name, size] of left) {
    const at = name.indexOf('/')
    const folder = at < 0 ? name : name.slice(0, at + 1)
    const sum = folders.get(folder) ?? { files: 0, bytes: 0 }
    folders.set(folder, { files: sum.files + 1, bytes: sum.bytes + size })
  }
  return [...folders].map(([path, { files, bytes }]) => ({ path, why: why(files, bytes) }))
}
