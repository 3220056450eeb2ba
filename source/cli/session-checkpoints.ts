// Checkpoints for the screen: each act is the command a person would type, run as a process of its own, its answer data.
import { existsSync } from 'node:fs'
import * as z from 'zod'
import { answers } from '../core/answers.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import type { ChangedPath, RestorePreview } from '../core/restore-preview.ts'
import type { Layout } from '../files/layout.ts'
import {
  kindOf,
  type CheckpointEntry,
  type Checkpoints,
  type FileChange,
  type FilePreview,
  type Progress,
  type Restored,
  type RollbackPreview,
} from '../ui/app/checkpoints.ts'
import { failureOf, linesOf, parsedAs, runSelf } from './run-self.ts'

/** Events of the journal, as they are printed. */
const text = z.string()
const begun = z.object({ type: z.enum(['rollback.started', 'undo.started']), saved: text })
const restored = z.object({ type: z.enum(['rollback.finished', 'undo.finished']), saved: text, files: z.number() })
const made = z.object({ id: text, files: z.number() })

/** Lines of data are an answer of it; what is no such line was said to people. */
function dataIn<T>(lines: readonly string[], schema: z.ZodType<T>): T | null {
  for (const line of lines) {
    const parsed = schema.safeParse(jsonOf(line))
    if (parsed.success) return parsed.data
  }
  return null
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

export function sessionCheckpoints(layout: Layout, environment: NodeJS.ProcessEnv): Checkpoints {
  const { root } = layout
  const run = async (args: readonly string[], onLine?: (line: string) => void): Promise<Result<string>> => {
    const ended = await runSelf({ root, environment }, args, onLine)
    if (!ended.ok) return ended
    return ended.value.code === exitCodes.well ? succeed(ended.value.out) : fail(failureOf(ended.value, root))
  }
  const data = async <T>(schema: z.ZodType<T>, args: readonly string[]): Promise<Result<T>> => {
    const done = await run(args)
    return done.ok ? parsedAs(done.value, schema, root) : done
  }
  const last = async <T>(schema: z.ZodType<T>, args: readonly string[], progress?: Progress): Promise<Result<T>> => {
    const done = await run(args, (line) => {
      const told = dataIn([line], begun)
      if (told) progress?.(told.saved)
    })
    if (!done.ok) return done
    const found = dataIn(linesOf(done.value).toReversed(), schema)
    return found ? succeed(found) : fail(notUnderstood(args, 'no result'))
  }
  /** A rollback or an undo, which may be left half done. */
  const restore = async (args: readonly string[], progress: Progress): Promise<Result<Restored>> => {
    const done = await last(restored, args, progress)
    return done.ok || !existsSync(layout.restore) ? done : fail({ ...done.failure, ...halfDone })
  }
  const notUnderstood = ([command = '']: readonly string[], why: string) => ({
    what: `'tos ${command}' answered what is not understood (${why})`,
    where: root,
    remedy: 'call it in a shell',
    exitCode: exitCodes.failed,
  })
  return {
    async list() {
      const listed = await data(answers.checkpoints(), ['checkpoints', '--json'])
      return listed.ok ? succeed(listed.value.map(entryFrom)) : listed
    },
    async preview(id) {
      const found = await data(answers.preview(), ['rollback', id, '--dry-run', '--save', '--json'])
      return found.ok ? succeed(previewFrom(id, found.value, `tos rollback ${id} --save --no-test`)) : found
    },
    async previewUndo() {
      const found = await data(answers.preview(), ['undo', '--dry-run', '--json'])
      if (!found.ok) return found
      const { id, name } = found.value.target
      return succeed(previewFrom(id ?? name, found.value, 'tos undo'))
    },
    async previewFile(id, path) {
      const found = await data(answers.preview(), ['rollback', '--dry-run', '--json', '--', id, `:/${path}`])
      return found.ok ? succeed(filePreviewFrom(id, path, found.value)) : found
    },
    diff: (id, to) =>
      data(answers.lines(), ['checkpoints', 'diff', id, ...(to === null ? [] : [to]), '--patch', '--json']),
    rollBack: (id, path, progress) =>
      path === null
        ? restore(['rollback', id, '--save', '--yes', '--no-test', '--json'], progress)
        : restore(['rollback', '--yes', '--json', '--', id, `:/${path}`], progress),
    undo: (progress) => restore(['undo', '--yes', '--json'], progress),
    async pin(id, isPinned) {
      const done = await run(['checkpoints', isPinned ? 'pin' : 'unpin', id])
      return done.ok ? succeed(null) : done
    },
    make: (name) => last(made, ['checkpoint', '--json', '--', name]),
  }
}

const halfDone = {
  where: 'nothing is lost: what was there is saved',
  remedy: 'the next run, checkpoint, rollback or undo finishes it, or takes it back',
}

type Entry = Omit<CheckpointEntry, 'kind'> & { readonly kind: Parameters<typeof kindOf>[0] }
const entryFrom = ({ id, kind, name, ts, job, step, files, isPinned }: Entry): CheckpointEntry => ({
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

function previewFrom(id: string, found: RestorePreview, sameAs: string): RollbackPreview {
  const { paths, commits, leftOut, notes, scope, branch } = found
  return {
    id,
    changes: paths.map(({ path, change }) => ({ path, change: changeNames[change] })),
    own: paths.filter(({ isByPerson }) => isByPerson).map(({ path }) => path),
    isFilesOnly: scope === 'files',
    drops: { branch, commits: commits.dropped },
    leftOut,
    notes,
    sameAs,
  }
}

function filePreviewFrom(id: string, path: string, { paths, patch = [] }: RestorePreview): FilePreview {
  const isByPerson = paths.some((each) => each.isByPerson)
  return { id, path, isByPerson, patch, sameAs: `tos rollback ${id} -- ${quoted(path)}` }
}

/** As it is typed in a shell, in the project's root or above it. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? `:/${path}` : `':/${path.replaceAll("'", `'\\''`)}'`
