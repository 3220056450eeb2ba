// Before git reads a store: a file of it that is none would have git wait for ever, and an index that is not whole would stop every
// snapshot. The index only remembers what was seen, so it is made anew.
import { createHash } from 'node:crypto'
import { readdirSync, rmSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import { entryOf, maxGitFile, readPlain } from './plain-file.ts'

/** What stands in a store's HEAD: no branch of it is ever used. */
export const storeHead = 'ref: refs/heads/none\n'

const single = ['HEAD', 'config', 'packed-refs', 'info/attributes', 'info/exclude', 'info/own']

/** @throws Failed that names the file git would not be able to read */
export function refuseUnreadable(folder: string): void {
  for (const path of single.map((name) => join(folder, name))) {
    const entry = entryOf(path)
    if (entry !== null && !entry.isFile()) throw notRegular(path)
  }
  for (const below of ['refs', 'objects']) refuseOdd(join(folder, below))
  const head = join(folder, 'HEAD')
  if (readPlain(head)?.toString('latin1') !== storeHead)
    throw new Failed({
      what: 'the HEAD of the store of snapshots is broken',
      where: head,
      remedy: "'tos checkpoint' writes it anew",
      exitCode: exitCodes.failed,
    })
}

/** The kernel tells what an entry is as it lists it: a store of thousands of objects takes milliseconds. */
function refuseOdd(folder: string): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) refuseOdd(path)
    else if (!entry.isFile()) throw notRegular(path)
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

export const notRegular = (path: string): Failed =>
  new Failed({
    what: 'this file of the store of snapshots is no regular file',
    where: path,
    remedy: "move it away; what can be made again is made by 'tos checkpoint'",
    exitCode: exitCodes.failed,
  })

/** Removes an index that is not whole; what people should know of it, else null. */
export function mendIndex(index: string): string | null {
  const entry = entryOf(index)
  if (entry === null) return null
  // Too big to be looked through is not broken.
  if (entry.isFile() && entry.size > maxGitFile) return null
  const bytes = entry.isFile() ? readPlain(index) : null
  if (bytes !== null && isWholeIndex(bytes)) return null
  rmSync(index, { recursive: true, force: true })
  return `the index of the store of snapshots was broken (${index}); it is made anew, no snapshot is touched`
}

const signature = 'DIRC'
/** Bytes of the hash at the end, by git's object formats. Source: gitformat-index(5) */
const trailers = [
  { algorithm: 'sha1', length: 20 },
  { algorithm: 'sha256', length: 32 },
] as const

/** git itself does not look at the hash. */
export const isWholeIndex = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).toString('latin1') === signature &&
  trailers.some(({ algorithm, length }) => {
    const end = bytes.length - length
    if (end < 12) return false
    const told = bytes.subarray(end)
    // Left out with index.skipHash.
    return (
      told.every((byte) => byte === 0) || createHash(algorithm).update(bytes.subarray(0, end)).digest().equals(told)
    )
  })
