// --summary-file: a copy of the run summary where the caller wants it.
import { isAbsolute, join } from 'node:path'
import type { State } from '../core/state.ts'
import { separators, type Layout } from '../files/layout.ts'
import { textPath, writeRunSummary } from '../orchestrator/publish.ts'

/** Writes the JSON at the path (under the root unless absolute) and the text beside it; the lines say where. */
export function saveSummary(layout: Layout, state: State, given: string): string[] {
  const named = isAbsolute(given) ? given : join(layout.root, separators(given))
  // A name that ends in .txt would be overwritten by the text beside it.
  const path = textPath(named) === named ? `${named.slice(0, -'.txt'.length)}.json` : named
  writeRunSummary(layout, state, path)
  return [`summary saved ${path}`]
}
