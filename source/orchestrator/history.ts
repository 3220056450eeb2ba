// The history of what was saved: the rows of the store, with what the journal knows of each.
import { heldElsewhere } from '../checkpoints/elsewhere.ts'
import type { Saved } from '../checkpoints/record.ts'
import { listStore } from '../checkpoints/store.ts'
import { fail, succeed, type Result } from '../core/failure.ts'
import type { HistoryKind, HistoryRow } from '../views/history.ts'
import { lookInto, type Place } from './checkpoints.ts'

/** A row of the history, and what the repository says of it. */
export interface HistoryEntry extends HistoryRow {
  readonly isPinned: boolean
  readonly loop: string | null
  /** The object that holds it. */
  readonly object: string
}

const kinds: Record<Saved['kind'], HistoryKind> = {
  step: 'snapshot',
  rollback: 'before rollback',
  undo: 'before undo',
  found: 'found',
  checkpoint: 'checkpoint',
}

/** Newest first. `known` are the journal's rows: they tell which step an unchanged snapshot belongs to. */
export async function listHistory(place: Place, known: readonly HistoryRow[]): Promise<Result<HistoryEntry[]>> {
  return lookInto(place, async (store) => {
    const told = store.known()
    const saved = await listStore(store, told)
    const elsewhere = heldElsewhere(store, saved, told)
    if (elsewhere) return fail(elsewhere)
    const rows = new Map(known.map((row) => [row.id, row]))
    return succeed(saved.map((one) => entryOf(one, rows.get(one.id))).toReversed())
  })
}

function entryOf(one: Saved, row: HistoryRow | undefined): HistoryEntry {
  const { id, isPinned, loop, object } = one
  const own: HistoryRow = {
    id,
    kind: kinds[one.kind],
    ts: one.at,
    name: one.name,
    job: one.job,
    step: one.step,
    commit: one.kind === 'checkpoint' ? one.commit : object,
    files: one.files,
    bytes: one.bytes,
  }
  return {
    ...own,
    ...(row?.kind === own.kind && {
      ts: row.ts,
      job: row.job,
      step: row.step,
      files: row.files ?? own.files,
      bytes: row.bytes ?? own.bytes,
    }),
    isPinned,
    loop,
    object,
  }
}
