// Which two snapshots stand around a job or a step: what differs between them is what it changed.

/** Two moments of the project's files; `to` null: as they are now. */
export interface Span {
  readonly from: string
  readonly to: string | null
}

export interface SpanPlace {
  readonly job: number
  /** Null: the whole job. */
  readonly step: number | null
}

interface Entry {
  readonly id: string
  readonly kind: string
  readonly job: number | null
  readonly step: number | null
}

/** Null where no snapshot was made in it. `history`: newest first. */
export function spanOf(history: readonly Entry[], { job, step }: SpanPlace): Span | null {
  const snapshots = history.filter(({ kind }) => kind === 'snapshot').toReversed()
  const at = snapshots.findIndex((entry) => entry.job === job && (step === null || entry.step === step))
  const from = snapshots[at]
  if (!from) return null
  const next = snapshots.slice(at + 1).find((entry) => entry.job !== job || (step !== null && entry.step !== step))
  return { from: from.id, to: next?.id ?? null }
}
