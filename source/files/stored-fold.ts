// A stored fold makes start-up independent of the journal's length. It is a cache: any doubt and it is not used.
import { createHash } from 'node:crypto'
import { closeSync, lstatSync, readSync } from 'node:fs'
import { stateShape } from '../core/state.ts'
import { marksSchema, type Mark } from './journal-chain.ts'
import { jsonPieces } from './json-pieces.ts'
import type { JournalPosition } from './journal-reader.ts'
import { isThere, openToRead, readIfThere, readRegular } from './open-regular.ts'
import { writeAtomic } from './write-atomic.ts'

export interface StoredFold<S> {
  readonly position: JournalPosition
  readonly fold: S
}

/** Bytes before the offset whose hash ties the fold to its journal. Who writes looks at all of it, by the chain. */
const tieBytes = 4096
const maxBytes = 512 * 1024 * 1024

const ofShape = (version: string): string => `${version} ${stateShape}`

/** `version` names the code that folded; another version's fold is not used. Null when there is none to trust. */
export function readStoredFold<S>(path: string, journal: string, version: string): StoredFold<S> | null {
  try {
    const data = readIfThere(path, maxBytes)
    if (data === null) return null
    const stored = JSON.parse(data.toString('utf8')) as StoredFold<S> & { version: string; tie: string }
    const { offset, line, seq } = stored.position
    if (stored.version !== ofShape(version) || ![offset, line, seq].every(Number.isSafeInteger)) return null
    const isTied = stored.fold !== undefined && tie(journal, offset) === stored.tie
    return isTied ? { position: { offset, line, seq }, fold: stored.fold } : null
  } catch {
    return null
  }
}

/** Bytes of the journal that reading it will fold: all of it behind an upgrade, which brings another fold; else next to none. */
export function unfoldedBytes(path: string, journal: string, version: string): number {
  try {
    const isStored = isThere(path) && startOf(path).startsWith(`{"version":${JSON.stringify(ofShape(version))},`)
    return isStored || !isThere(journal) ? 0 : lstatSync(journal).size
  } catch {
    return 0
  }
}

/** The marks of the journal's chain, whatever version folded it; none when there is no stored fold that can be read. */
export function readMarks(path: string): readonly Mark[] {
  try {
    if (!isThere(path)) return []
    const [, chain] = inFront.exec(startOf(path)) ?? []
    if (chain !== undefined) return marksSchema.parse(JSON.parse(chain))
    const stored: unknown = JSON.parse(readRegular(path, maxBytes).toString('utf8'))
    return marksSchema.parse((stored as { chain?: unknown } | null)?.chain ?? [])
  } catch {
    return []
  }
}

/** As `writeStoredFold` puts them: in front of the fold, which of a long loop is large. */
const inFront = /^\{"version":"[^"\\]*","tie":"[0-9a-f]*","chain":(\[[\d,"a-f[\]]*\]),"position":\{/
/** More than the most marks take. */
const startBytes = 256 * 1024

function startOf(path: string): string {
  const bytes = Buffer.alloc(startBytes)
  const descriptor = openToRead(path)
  try {
    return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, startBytes, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** Does nothing when the disk refuses: a cache decides nothing. */
export function writeStoredFold<S>(
  path: string,
  journal: string,
  version: string,
  { position, fold, chain }: StoredFold<S> & { readonly chain: readonly Mark[] },
): void {
  try {
    const tied = tie(journal, position.offset)
    if (tied !== null)
      writeAtomic(path, jsonPieces({ version: ofShape(version), tie: tied, chain, position, fold }), 'nothing')
  } catch {
    // The next start folds the journal itself.
  }
}

/** Null when the journal is shorter than that. */
function tie(journal: string, offset: number): string | null {
  const length = Math.min(tieBytes, offset)
  const bytes = Buffer.alloc(length)
  const descriptor = openToRead(journal)
  try {
    if (readSync(descriptor, bytes, 0, length, offset - length) < length) return null
  } finally {
    closeSync(descriptor)
  }
  return createHash('sha256').update(bytes).digest('hex')
}
