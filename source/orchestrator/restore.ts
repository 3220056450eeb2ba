// A rollback or undo with its journal: saved, told, done, told; taken back when it cannot be done.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { markerName } from '../executor/environment.ts'
import { movableRefs } from '../checkpoints/find-repository.ts'
import { carryOut, saveBefore, takeBack, touchedNames, type Goal, type Prepared } from '../checkpoints/rollback.ts'
import { shown } from '../checkpoints/names.ts'
import { forgetRef } from '../checkpoints/objects.ts'
import { listStore, type Store } from '../checkpoints/store.ts'
import type { Event, EventOf, Fact } from '../core/event.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import { copyLogs } from '../files/archive.ts'
import type { Layout } from '../files/layout.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { seenBefore, seenPutBack } from './proof.ts'
import type { Session } from './session.ts'
import { reasonOf, standing } from './snapshots.ts'

/** What logs/restore.json says while it is under way; with it any later command can finish or take back. */
export interface RestoreFile {
  readonly v: 1
  readonly kind: 'rollback' | 'undo'
  readonly by: string
  readonly saved: string
  readonly goal:
    | { readonly kind: 'commit'; readonly commit: string; readonly text: string }
    | { readonly kind: 'snapshot'; readonly id: string; readonly text: string; readonly isUndo: boolean }
    /** Some files of a snapshot; a character of a name is a byte of it. */
    | { readonly kind: 'files'; readonly id: string; readonly text: string; readonly names: readonly string[] }
  readonly scope: 'all' | 'files'
  readonly marker: string
  /** Where the stores of all projects lie: the settings may be half written. */
  readonly stores?: string | undefined
  readonly savedObject?: string | undefined
  readonly branch: string | null
  /** Remote-tracking refs and tags before the fetch. */
  readonly refs: Readonly<Record<string, string>>
  readonly place: { readonly loop: string | null; readonly job: number | null; readonly step: number | null }
}

export interface RestoreOptions {
  readonly kind: 'rollback' | 'undo'
  readonly by: string
  readonly fetchSilenceMs: number
  /** What git says on the way. */
  readonly say: (line: string) => void
  /** Each event when it stands in the journal. */
  readonly onEvent: (event: Event) => void
}

/** How it ended: `saved` is the snapshot that undo brings back. */
export type Restored = EventOf<'rollback.finished' | 'undo.finished'>

/** The store must have been opened with a marker. */
export async function restore(
  session: Session,
  layout: Layout,
  { store, prepared }: { store: Store; prepared: Prepared },
  { kind, by, fetchSilenceMs, say, onEvent }: RestoreOptions,
): Promise<Result<Restored>> {
  const append = (fact: Fact): readonly Event[] => {
    const events = session.append([fact])
    events.forEach(onEvent)
    return events
  }
  const unproved = () => seenPutBack(layout.root, session.journal.fold.state)
  const place = standing(session.journal.fold.state)
  const { job, step } = place
  const saved = await saveBefore(store, prepared, place, kind)
  const announce = (): void => {
    copyLogs(layout, join(layout.archive, place.loop ?? 'none', `before-${saved.id}`))
    const scope = prepared.isWhole ? 'all' : 'files'
    const file: RestoreFile = {
      v: 1,
      kind,
      by,
      saved: saved.id,
      goal: goalFile(prepared.goal),
      scope,
      marker: store.repository.marker[markerName] ?? '',
      stores: store.stores,
      savedObject: saved.object,
      branch: saved.record.branch,
      refs: movableRefs(store.repository),
      place,
    }
    writeAtomic(layout.restore, JSON.stringify(file))
    const only = prepared.goal.kind === 'snapshot' ? prepared.goal.only : undefined
    append({
      type: `${kind}.started`,
      job,
      step,
      by,
      saved: saved.id,
      target: prepared.goal.text,
      scope,
      commit,
      marker: file.marker,
      savedObject: saved.object,
      ...seenBefore(layout.root, session.journal.fold.state),
      ...(only && { only: only.map(shown) }),
      ...stepOf(prepared.goal, place.loop),
    })
  }
  const commit = commitOf(prepared.goal)
  try {
    announce()
  } catch (error) {
    // Nothing was touched: there is nothing to finish, and nothing to undo but what there was before. In this order: what cannot be
    // forgotten is finished by the next call.
    forgetRef(store, saved.id)
    rmSync(layout.restore, { force: true })
    throw error
  }
  const files = touchedNames(prepared.plan).length
  // The runbook's lines tell of a reset by themselves.
  if (prepared.goal.kind === 'snapshot') say(`saved as ${saved.id}; putting back ${counted(files, 'file')}`)
  try {
    await carryOut(store, prepared, saved, { fetchSilenceMs, say })
  } catch (error) {
    const reason = reasonOf(error)
    await takeBack(store, saved.record)
    append({ type: `${kind}.takenBack`, job, step, saved: saved.id, reason, ...unproved() })
    rmSync(layout.restore, { force: true })
    forgetRef(store, saved.id)
    const remedy = 'everything is as it was before; mend that and try again'
    return fail({ what: `the ${kind} was taken back: ${reason}`, remedy, exitCode: exitCodes.failed })
  }
  const now = (await listStore(store, new Map())).find(({ id }) => id === saved.id)
  const savedObject = now?.object ?? saved.object
  const told = append({
    type: `${kind}.finished`,
    job,
    step,
    saved: saved.id,
    commit,
    files,
    savedObject,
    ...unproved(),
  })
  rmSync(layout.restore, { force: true })
  const finished = told.find((event) => event.type === 'rollback.finished' || event.type === 'undo.finished')
  if (!finished) throw new Error('nothing was appended')
  return succeed(finished)
}

/** A snapshot of another loop lies before all steps of this one, whatever numbers it has. */
function stepOf(goal: Goal, loop: string | null): Pick<EventOf<'rollback.started'>, 'before'> {
  if (goal.kind === 'commit' || goal.record.kind !== 'step') return {}
  const { job, step, loop: of } = goal.record
  return of === loop && job !== null && step !== null ? { before: { job, step } } : {}
}

export const commitOf = (goal: Goal): string => (goal.kind === 'commit' ? goal.commit : goal.record.object)

function goalFile(goal: Goal): RestoreFile['goal'] {
  if (goal.kind === 'commit') return goal
  const { record, text, isUndo, only } = goal
  return only ? { kind: 'files', id: record.id, text, names: only } : { kind: 'snapshot', id: record.id, text, isUndo }
}
