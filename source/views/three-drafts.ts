// Draft, review and final of a step side by side: what stands in one row is the same command, or takes its place.
import { draftChanges } from './draft-changes.ts'

/** Null where a reply has nothing in that row. */
export interface DraftRow {
  readonly draft: string | null
  readonly review: string | null
  readonly final: string | null
}

/** In the order of what was decided; what was left out, or only proposed, stands where it was said. */
export function threeDrafts(
  draft: readonly string[],
  review: readonly string[],
  final: readonly string[],
): readonly DraftRow[] {
  const rows = beside(draft, final)
  let from = 0
  for (const code of review) {
    const at = rows.findIndex((row, i) => i >= from && (row.final === code || row.draft === code))
    const row = rows[at]
    if (row) rows[at] = { ...row, review: code }
    else rows.splice(from, 0, { draft: null, review: code, final: null })
    from = (row ? at : from) + 1
  }
  return rows
}

/** What was left out stands beside what came in its place. */
function beside(draft: readonly string[], final: readonly string[]): DraftRow[] {
  const rows: DraftRow[] = []
  let [out, brought]: [string[], string[]] = [[], []]
  const flush = (): void => {
    for (let i = 0; i < Math.max(out.length, brought.length); i++)
      rows.push({ draft: out[i] ?? null, review: null, final: brought[i] ?? null })
    out = []
    brought = []
  }
  for (const { code, change } of draftChanges(draft, final)) {
    if (change === 'left out') out.push(code)
    else if (change === 'brought in') brought.push(code)
    else {
      flush()
      rows.push({ draft: code, review: null, final: code })
    }
  }
  flush()
  return rows
}
