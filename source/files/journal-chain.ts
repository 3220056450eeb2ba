// A running hash over the whole journal, kept with the stored fold: what was changed or cut off there is found, and where.
import { createHash, type Hash } from 'node:crypto'
import { closeSync, readSync } from 'node:fs'
import * as z from 'zod'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import type { JournalPosition } from './journal-reader.ts'
import { openToRead } from './open-regular.ts'

/** Behind a whole line: byte offset, number of lines, beginning of the SHA-256 of everything before (16 hex digits). */
const markSchema = z.tuple([z.int().min(1), z.int().min(1), z.string().length(16)])
export const marksSchema = z.array(markSchema)
export type Mark = z.infer<typeof markSchema>

/** Bytes between two marks at least, at first; doubled whenever there are too many marks. */
const closest = 4096
const mostMarks = 1024
const chunkBytes = 1 << 20

export class JournalChain {
  readonly #hash: Hash
  #marks: Mark[]
  #end: { offset: number; line: number }

  constructor(hash: Hash = createHash('sha256'), marks: readonly Mark[] = [], end = { offset: 0, line: 0 }) {
    this.#hash = hash
    this.#marks = [...marks]
    this.#end = end
  }

  /** Takes whole lines that were appended. */
  add(data: Buffer, lines: number): void {
    this.#hash.update(data)
    this.#end = { offset: this.#end.offset + data.length, line: this.#end.line + lines }
    const spacing = Math.max(closest, this.#end.offset / mostMarks)
    if (this.#end.offset - (this.#marks.at(-1)?.[0] ?? 0) >= spacing) this.#marks.push(this.#mark())
    if (this.#marks.length > 2 * mostMarks) this.#marks = this.#marks.filter((_, i) => i % 2 === 1)
  }

  /** The marks, and one at the end. */
  marks(): readonly Mark[] {
    const isMarked = this.#end.offset === (this.#marks.at(-1)?.[0] ?? 0)
    return isMarked ? this.#marks : [...this.#marks, this.#mark()]
  }

  #mark(): Mark {
    return [this.#end.offset, this.#end.line, shortened(this.#hash)]
  }
}

const shortened = (hash: Hash): string => hash.copy().digest('hex').slice(0, 16)

/**
 * The chain of the journal up to `end`, the end of its last whole line. Fails when it is not what the marks were made of:
 * lines were changed (exit code 1), or whole lines are missing at the end, of which commands may have run (exit code 5).
 */
export function chainUpTo(path: string, end: JournalPosition, marks: readonly Mark[]): Result<JournalChain> {
  const hash = createHash('sha256')
  const last = marks.at(-1)
  if (end.offset === 0) return last ? fail(cut(path, 0, last)) : succeed(new JournalChain())
  const descriptor = openToRead(path)
  try {
    let offset = 0
    // One for all of it, as in the reader.
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, end.offset))
    const upTo = (goal: number): boolean => {
      while (offset < goal) {
        const read = readSync(descriptor, chunk, 0, Math.min(chunk.length, goal - offset), offset)
        if (read === 0) return false
        hash.update(chunk.subarray(0, read))
        offset += read
      }
      return true
    }
    let good = 0
    for (const [at, line, sum] of marks) {
      if (at > end.offset) break
      if (!upTo(at) || shortened(hash) !== sum) return fail(changed(path, good + 1, line))
      good = line
    }
    if (last && last[0] > end.offset) return fail(cut(path, end.line, last))
    if (!upTo(end.offset)) return fail(changed(path, good + 1, end.line))
    return succeed(new JournalChain(hash, marks, { offset: end.offset, line: end.line }))
  } finally {
    closeSync(descriptor)
  }
}

const accept = (what: string): string =>
  `put ${what} back from a copy, or 'tos cleanrun' archives everything and begins anew; to go on with the journal as it is, remove journal.fold.json beside it`

function changed(path: string, first: number, last: number): Failure {
  return {
    what: `the journal was changed after it was written, in line${first === last ? ` ${first}` : `s ${first} to ${last}`}`,
    where: `${path}:${first}`,
    remedy: accept(first === last ? 'that line' : 'those lines'),
    exitCode: exitCodes.failed,
  }
}

/** Of the journal's end; `what`: how that is known. */
export const linesMissing = (what: string): string =>
  `whole lines are missing at the journal's end: ${what}; commands of the missing ones have run`

function cut(path: string, line: number, [, known]: Mark): Failure {
  return {
    what: linesMissing(`it had ${known}, now it has ${line}`),
    where: `${path}:${line}`,
    remedy: accept('them'),
    exitCode: exitCodes.unanswered,
  }
}
