// All of a journal that can be read, and what is wrong with it: for who reports on it, never for who goes on with it.
import type { Event } from '../core/event.ts'
import { fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { grouped } from '../core/text.ts'
import { chainUpTo, linesMissing } from './journal-chain.ts'
import { journalStart, readJournal, type PassOver } from './journal-reader.ts'
import { readMarks } from './stored-fold.ts'

export interface JournalDamage {
  /** In the order of the lines, the first ones of many. */
  readonly findings: readonly { readonly where: string; readonly what: string }[]
  /** More of the same kind. */
  readonly more: number
  /** Lines that are not there, or cannot be read. */
  readonly lost: number
}

const mostFindings = 20

/**
 * Calls `take` with every event that can be read. `isWritten`: a runner appends to it, so that its last line may be on its way.
 * Fails where nothing can be read.
 */
export function salvageJournal(
  files: { readonly journal: string; readonly storedFold: string },
  isWritten: boolean,
  take: (event: Event) => void,
): Result<JournalDamage> {
  const { journal, storedFold } = files
  // Before the journal: it is always behind it.
  const marks = readMarks(storedFold)
  const findings: { where: string; what: string }[] = []
  let [told, lost, taken] = [0, 0, 0]
  let first: Failure | null = null
  const find = (where: string, what: string): void => {
    told += 1
    if (findings.length < mostFindings) findings.push({ where, what })
  }
  const passOver: PassOver = (failure, lines) => {
    first ??= failure
    lost += lines
    find(failure.where ?? journal, failure.what)
  }
  const taking = (event: Event): void => {
    taken += 1
    take(event)
  }
  const read = readJournal(journal, journalStart, taking, Infinity, passOver)
  if (!read.ok) return read
  const { end, torn } = read.value
  // Whole but for its line end: the last word of a runner that died.
  if (torn?.event) taking(torn.event)
  else if (torn && !isWritten) {
    lost += 1
    find(`${journal}:${end.line + 1}`, `the last line is torn: ${grouped(torn.bytes)} bytes without an end`)
  }
  if (taken === 0 && first !== null) return fail(first)
  // In a whole journal the number of a line is that of its event.
  const last = marks.at(-1)
  const missing = last ? Math.max(0, last[1] - end.seq - (torn ? 1 : 0)) : 0
  lost += missing
  // A line that cannot be read was changed too: that is said already.
  const chained = first === null ? chainUpTo(journal, end, marks) : null
  if (chained && !chained.ok) find(chained.failure.where ?? journal, chained.failure.what)
  else if (missing > 0 && first !== null) find(`${journal}:${end.line}`, linesMissing(`it had ${last?.[1]}`))
  return succeed({ findings, more: told - findings.length, lost })
}
