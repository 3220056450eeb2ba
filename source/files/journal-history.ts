// A journal to look back in: the fold behind any of its events, without keeping them all.
import { lstatSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fail, succeed, type Result } from '../core/failure.ts'
import type { Event } from '../core/event.ts'
import type { Fold } from './journal-fold.ts'
import { journalStart, readJournal, type JournalPosition } from './journal-reader.ts'

export interface History<S> {
  /** Number of events. */
  readonly length: number
  /** Numbers of the events that begin or end a step, a job or a run, ascending. */
  readonly stops: readonly number[]
  /** The fold behind event `seq` (1 to `length`). */
  readonly at: (seq: number) => Result<S>
}

interface Mark<S> {
  readonly position: JournalPosition
  readonly fold: S
}

const stopTypes = new Set(['run.started', 'job.started', 'step.started', 'step.finished', 'job.finished', 'run.ended'])
const fewestBytes = 128 * 1024
const mostMarks = 100

/** Reads the journal once, as far as it is written now. `progress` gets the part read, 0 to 1. */
export async function readHistory<S>(
  path: string,
  foldOf: Fold<S>,
  progress: (part: number) => void = () => undefined,
): Promise<Result<History<S>>> {
  const size = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
  const step = Math.max(fewestBytes, Math.ceil(size / mostMarks))
  const stops: number[] = []
  const marks: Mark<S>[] = [{ position: journalStart, fold: foldOf.initial }]
  let { position, fold }: Mark<S> = { position: journalStart, fold: foldOf.initial }
  const take = (event: Event) => {
    fold = foldOf.evolve(fold, event)
    if (stopTypes.has(event.type)) stops.push(event.seq)
  }
  for (let goal = step; ; goal += step) {
    const upTo = Math.min(goal, size)
    const read = readJournal(path, position, take, upTo)
    if (!read.ok) return read
    // A line longer than the piece is read with the next one.
    if (read.value.end.offset > position.offset) marks.push({ position: read.value.end, fold })
    position = read.value.end
    if (upTo === size) break
    progress(upTo / size)
    await nextTurn()
  }
  return succeed({ length: position.seq, stops, at: (seq) => foldAt(path, foldOf, marks, seq) })
}

function foldAt<S>(path: string, foldOf: Fold<S>, marks: readonly Mark<S>[], seq: number): Result<S> {
  const at = marks.findLastIndex(({ position }) => position.seq <= seq)
  const mark = marks[at]
  if (!mark) return fail({ what: `there is no event ${seq}`, where: path, remedy: 'name an earlier one', exitCode: 1 })
  if (mark.position.seq === seq) return succeed(mark.fold)
  let { fold } = mark
  const read = readJournal(
    path,
    mark.position,
    (event) => {
      if (event.seq <= seq) fold = foldOf.evolve(fold, event)
    },
    marks[at + 1]?.position.offset,
  )
  return read.ok ? succeed(fold) : read
}
