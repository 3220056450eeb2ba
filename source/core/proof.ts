// Which files prove a job done, as far as the journal knows: what they were before it, what it wrote, what is known to be old.
import type { EventOf } from './event.ts'
import type { RunState, State } from './state.ts'

type OfFiles<T> = Readonly<Record<string, T>>

/** Evidence is what a file was: its place and times, and behind a blank its content. */
export interface Proof {
  /** Path of a done check's file -> what it was before the job began, or when it was put back (null: absent). */
  readonly known: OfFiles<string | null>
  /** Path -> contents that the job was seen to have written. */
  readonly written: OfFiles<readonly string[]>
  /** A rollback began, and its end was not told. */
  readonly isRestoring: boolean
  /** The tree was put back, or lies elsewhere than when the job began: the times of its files tell nothing. */
  readonly isTreeNew: boolean
  /** Where the job began. */
  readonly place: string
}

/** Path -> contents that stood there before a job of the loop, or were put back. */
export type Outdated = OfFiles<readonly string[]>

/** The content of evidence; undefined where it could not be read. */
export const contentIn = (evidence: string | null | undefined): string | undefined => evidence?.split(' ')[1]

const placeOf = (run: RunState | null): string => (run ? `${run.host} ${run.root}` : '')

export const freshProof = (known: OfFiles<string | null>, run: RunState | null): Proof => ({
  known,
  written: {},
  isRestoring: false,
  isTreeNew: false,
  place: placeOf(run),
})

/** Everything that is known of it now proves nothing until it is written again. */
export function outdated(state: State, evidence: OfFiles<string | null>): State {
  if (!state.loop) return state
  const contents = Object.entries(evidence).flatMap(([path, was]) => {
    const content = contentIn(was)
    return content === undefined ? [] : [[path, content] as const]
  })
  return { ...state, loop: { ...state.loop, outdated: withContents(state.loop.outdated, contents) } }
}

function withContents(before: Outdated, contents: readonly (readonly [string, string])[]): Outdated {
  const after: Record<string, readonly string[]> = { ...before }
  for (const [path, content] of contents) {
    const known = after[path] ?? []
    if (!known.includes(content)) after[path] = [...known, content]
  }
  return after
}

const inProof = (state: State, change: (proof: Proof) => Partial<Proof>): State =>
  state.job ? { ...state, job: { ...state.job, proof: { ...state.job.proof, ...change(state.job.proof) } } } : state

/** What a look at the files found out: they are no proof as they are. */
export const disproved = (state: State, evidence: OfFiles<string | null> = {}): State =>
  outdated(
    inProof(state, ({ known }) => ({ known: { ...known, ...evidence }, isRestoring: false })),
    evidence,
  )

export const written = (state: State, contents: OfFiles<string> = {}): State =>
  inProof(state, (proof) => ({ written: withContents(proof.written, Object.entries(contents)) }))

/** Of what the job wrote nothing that is old as well is told apart behind it. */
export function restoring(state: State, event: EventOf<'rollback.started' | 'undo.started'>): State {
  const old = state.loop?.outdated ?? {}
  const told = inProof(state, (proof) => ({
    written: Object.fromEntries(
      Object.entries(proof.written).map(([path, all]) => [path, all.filter((one) => !old[path]?.includes(one))]),
    ),
    isRestoring: true,
    isTreeNew: true,
  }))
  return written(told, event.written)
}

/** A run begins: does it find the tree where the job began? */
export const inPlace = (state: State): State =>
  inProof(state, ({ isTreeNew, place }) => ({ isTreeNew: isTreeNew || place !== placeOf(state.run) }))
