// Writes changed state into a repository the way git does: a lock beside each file, the new content renamed over the old.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readIndex } from './index-file.ts'
import { softNames } from './names.ts'
import { leadsPlainly, readPlain } from './plain-file.ts'

export interface Change {
  /** Below the repository's folder. */
  readonly name: string
  /** The same without the folder of a linked worktree. */
  readonly short: string
  /** Null: it was not there; it is to be deleted. */
  readonly before: Buffer | null
  readonly after: Buffer | null
}

/** All or nothing, as far as somebody else's changes go. A sentence about what stands in the way, or null. */
export function applyChanges(common: string, changes: readonly Change[]): string | null {
  const wanted = changes.filter((change) => !isSame(readPlain(join(common, change.name)), change.after))
  const taken = wanted.find(
    ({ short, name, before }) => !softNames.has(short) && !isAsBefore(short, readPlain(join(common, name)), before),
  )
  if (taken) return `somebody else changed ${taken.name} meanwhile`
  for (const { name } of wanted)
    if (!leadsPlainly(common, join(common, name))) return `${name} lies behind a link in ${common}`
  try {
    for (const change of wanted.toSorted(byOrder)) applyOne(common, change)
    return null
  } catch (error) {
    return String(error)
  }
}

/** What others point to comes first; the index last, because all that looks begins there. */
const order = (change: Change): number => {
  if (change.after === null) return 1
  if (change.short.startsWith('refs/')) return 2
  return change.short === 'HEAD' ? 4 : change.short === 'index' ? 5 : change.short === 'packed-refs' ? 0 : 3
}
const byOrder = (a: Change, b: Change): number => order(a) - order(b)

function applyOne(common: string, { name, short, after }: Change): void {
  const path = join(common, name)
  if (after === null) {
    rmSync(path, { force: true })
    removeEmpty(common, dirname(path), short.split('/').length - 2)
    return
  }
  mkdirSync(dirname(path), { recursive: true })
  const lock = `${path}.lock`
  // Exclusive: whoever holds it, git or a person, goes first.
  const descriptor = openSync(lock, 'wx', 0o666)
  try {
    try {
      for (let at = 0; at < after.length;) at += writeSync(descriptor, after, at)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(lock, path)
  } catch (error) {
    rmSync(lock, { force: true })
    throw error
  }
}

/** Folders of refs that are empty now would be in the way of a ref with their name. */
function removeEmpty(common: string, folder: string, levels: number): void {
  for (let path = folder, left = levels; left > 0 && path !== common; path = dirname(path), left--)
    try {
      rmdirSync(path)
    } catch {
      return
    }
}

const isSame = (a: Buffer | null, b: Buffer | null): boolean => (a === null || b === null ? a === b : a.equals(b))

/** An index that was only looked at has other times in it; that is nobody's change. */
function isAsBefore(short: string, now: Buffer | null, before: Buffer | null): boolean {
  if (isSame(now, before)) return true
  if (short !== 'index' || now === null || before === null) return false
  const [a, b] = [readIndex(now), readIndex(before)]
  return (
    a !== null &&
    b !== null &&
    a.entries.length === b.entries.length &&
    a.entries.every(({ key }, i) => key === b.entries[i]?.key)
  )
}
