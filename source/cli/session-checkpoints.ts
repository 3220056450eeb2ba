// Checkpoints for the screen: each act is the command a person would type, run as a process of its own.
import { existsSync } from 'node:fs'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import type { ChangedPath, RestorePreview } from '../core/restore-preview.ts'
import type { Layout } from '../files/layout.ts'
import type { HistoryEntry } from '../orchestrator/checkpoints.ts'
import {
  kindOf,
  type CheckpointEntry,
  type Checkpoints,
  type FileChange,
  type Progress,
  type RollbackPreview,
} from '../ui/app/checkpoints.ts'
import { failureOf, linesOf, runSelf } from './run-self.ts'

/** What the command says on standard output while it works is the progress. */
export function sessionCheckpoints(layout: Layout, environment: NodeJS.ProcessEnv): Checkpoints {
  const { root } = layout
  const run = async (args: readonly string[], progress?: Progress): Promise<Result<string>> => {
    const ended = await runSelf({ root, environment }, args, progress)
    if (!ended.ok) return ended
    return ended.value.code === exitCodes.well ? succeed(ended.value.out) : fail(failureOf(ended.value, root))
  }
  const lines = async (args: readonly string[], progress?: Progress): Promise<Result<readonly string[]>> => {
    const done = await run(args, progress)
    return done.ok ? succeed(linesOf(done.value)) : done
  }
  const data = async <T>(args: readonly string[]): Promise<Result<T>> => {
    const done = await run([...args, '--json'])
    return done.ok ? succeed(JSON.parse(done.value) as T) : done
  }
  /** A rollback or an undo, which may be left half done. */
  const restore = async (args: readonly string[], progress: Progress): Promise<Result<readonly string[]>> => {
    const done = await lines(args, progress)
    return done.ok || !existsSync(layout.restore) ? done : fail({ ...done.failure, ...halfDone })
  }
  return {
    async list() {
      const listed = await data<HistoryEntry[]>(['checkpoints'])
      return listed.ok ? succeed(listed.value.map(entryFrom)) : listed
    },
    async preview(id) {
      const found = await data<RestorePreview>(['rollback', id, '--dry-run', '--save'])
      return found.ok ? succeed(previewFrom(id, found.value)) : found
    },
    diff: (id, to) => data<string[]>(['checkpoints', 'diff', id, ...(to === null ? [] : [to]), '--patch']),
    rollBack: (id, progress) => restore(['rollback', id, '--save', '--yes', '--no-test'], progress),
    undo: (progress) => restore(['undo', '--yes'], progress),
    pin: (id, isPinned) => lines(['checkpoints', isPinned ? 'pin' : 'unpin', id]),
    make: (name) => lines(['checkpoint', '--', name]),
  }
}

const halfDone = {
  where: 'nothing is lost: what was there is saved',
  remedy: 'the next run, checkpoint, rollback or undo finishes it, or takes it back',
}

const entryFrom = ({ id, kind, name, ts, job, step, files, isPinned }: HistoryEntry): CheckpointEntry => ({
  id,
  kind: kindOf(kind),
  name,
  ts,
  job,
  step,
  files,
  isPinned,
})

const changeNames: Record<ChangedPath['change'], FileChange['change']> = {
  created: 'restored',
  changed: 'restored',
  deleted: 'removed',
}

function previewFrom(id: string, { paths, commits, leftOut, notes, scope, branch }: RestorePreview): RollbackPreview {
  const own = paths.filter(({ isByPerson }) => isByPerson).map(({ path }) => path)
  return {
    id,
    changes: paths.map(({ path, change }) => ({ path, change: changeNames[change] })),
    notes: [
      ...(own.length > 0 ? [`changed outside the loop: ${own.join(', ')}`] : []),
      ...(commits.dropped > 0
        ? [`${branch ?? 'HEAD'} goes back ${commits.dropped} commits; undo brings them back`]
        : []),
      ...(scope === 'files' ? ['HEAD, index and branches stay as they are'] : []),
      ...leftOut.map(({ path, why }) => `not saved: ${path} (${why})`),
      ...notes,
    ],
    sameAs: `tos rollback ${id} --save --no-test`,
  }
}
