// --summary-file: a copy of the run summary, or an account of a checkpoint or rollback, where the caller wants it.
import { isAbsolute, join } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import { indentedJson } from '../core/json-text.ts'
import type { State } from '../core/state.ts'
import { separators, type Layout } from '../files/layout.ts'
import { takenPlace } from '../files/own-places.ts'
import { namedPath } from '../files/project-root.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { mustBeRegular } from '../files/write-output.ts'
import { localTime } from '../views/local-time.ts'
import { ownZone } from '../orchestrator/own-zone.ts'
import { textPath, writeRunSummary } from '../orchestrator/publish.ts'

/** Writes the JSON at the path (under the root unless absolute) and the text beside it; the lines say where. */
export function saveSummary(layout: Layout, state: State, given: string): string[] {
  const path = summaryPath(layout, given)
  writeRunSummary(layout, state, path)
  return [`summary saved ${path}`]
}

/** The same for a few facts; those that are objects stand in the JSON only. */
export function saveFacts(layout: Layout, given: string, facts: Readonly<Record<string, string | object>>): string[] {
  const path = summaryPath(layout, given)
  const line = Object.entries(facts).flatMap(([key, value]) => (typeof value === 'string' ? [`${key}=${value}`] : []))
  writeAtomic(path, indentedJson(facts))
  writeAtomic(textPath(path), `${line.join(' ')}\n`)
  return [`summary saved ${path}`]
}

/** The runbook's time stamp: local, to the second. */
export const stampOf = (ts: string): string => localTime(ts, ownZone(process.env['TZ'])).slice(0, 19)

/** To be asked before anything is done that the summary is to tell of. @throws Failed when it cannot be written there */
export function mustTakeSummary(layout: Layout, given: string | null): void {
  if (given !== null) summaryPath(layout, given)
}

function summaryPath(layout: Layout, given: string): string {
  const named = namedPath(layout.root, isAbsolute(given) ? given : join(layout.root, separators(given)))
  // A name that ends in .txt would be overwritten by the text beside it.
  const path = textPath(named) === named ? `${named.slice(0, -'.txt'.length)}.json` : named
  for (const one of [path, textPath(path)]) {
    const what = one === layout.jobResult ? 'the result of the loop' : takenPlace(layout, one)
    if (what !== null) throw taken(one, what)
    mustBeRegular(one)
  }
  return path
}

const taken = (where: string, what: string): Failed =>
  new Failed({
    what: `the summary or the text beside it would take a place of ${what}`,
    where,
    remedy: 'name another file for the summary',
    exitCode: exitCodes.usage,
  })
