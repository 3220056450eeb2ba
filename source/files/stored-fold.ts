// A stored fold makes start-up independent of the journal's length. It is a cache: any doubt and it is not used.
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { stateShape } from '../core/state.ts'
import type { JournalPosition } from './journal-reader.ts'
import { writeAtomic } from './write-atomic.ts'

export interface StoredFold<S> {
  readonly position: JournalPosition
  readonly fold: S
}

/** Bytes before the offset whose hash ties the fold to its journal. */
const tieBytes = 4096

const ofShape = (version: string): string => `${version} ${stateShape}`

/** `version` names the code that folded; another version's fold is not used. Null when there is none to trust. */
export function readStoredFold<S>(path: string, journal: string, version: string): StoredFold<S> | null {
  if (!existsSync(path)) return null
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as StoredFold<S> & { version: string; tie: string }
    const { offset, line, seq } = stored.position
    if (stored.version !== ofShape(version) || ![offset, line, seq].every(Number.isSafeInteger)) return null
    const isTied = stored.fold !== undefined && tie(journal, offset) === stored.tie
    return isTied ? { position: { offset, line, seq }, fold: stored.fold } : null
  } catch {
    return null
  }
}

export function writeStoredFold<S>(
  path: string,
  journal: string,
  version: string,
  { position, fold }: StoredFold<S>,
): void {
  const tied = tie(journal, position.offset)
  if (tied !== null)
    writeAtomic(path, JSON.stringify({ version: ofShape(version), tie: tied, position, fold }), 'nothing')
}

/** Null when the journal is shorter than that. */
function tie(journal: string, offset: number): string | null {
  const length = Math.min(tieBytes, offset)
  const bytes = Buffer.alloc(length)
  const descriptor = openSync(journal, 'r')
  try {
    if (readSync(descriptor, bytes, 0, length, offset - length) < length) return null
  } finally {
    closeSync(descriptor)
  }
  return createHash('sha256').update(bytes).digest('hex')
}
