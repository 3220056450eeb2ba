// Checkpoints and snapshots as a program sees them: list, make, compare, preview, roll back, undo.
import { resolve } from 'node:path'
import { badName } from '../checkpoints/checkpoint.ts'
import { heldElsewhere } from '../checkpoints/elsewhere.ts'
import { exportSnapshot } from '../checkpoints/export-snapshot.ts'
import { namesOf } from '../checkpoints/paths.ts'
import { setPin } from '../checkpoints/prune.ts'
import type { Saved } from '../checkpoints/record.ts'
import { listStore, type Store } from '../checkpoints/store.ts'
import { exitCodes, Failed, need, succeed, type Failure, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { userName } from '../files/lock.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import {
  checkpointNow,
  compareTrees,
  currentTree,
  lookInto,
  openMarkedStore,
  patchLines,
  previewFiles,
  previewRollback,
  previewUndo,
  refuseDirty,
  type Place,
  type Previewed,
} from '../orchestrator/checkpoints.ts'
import { listHistory } from '../orchestrator/history.ts'
import { openForWriting, type Writing } from '../orchestrator/open-for-writing.ts'
import { restore } from '../orchestrator/restore.ts'
import { overviewFold } from '../views/overview.ts'
import { all } from '../views/recent.ts'
import { askForCheckpoint } from './ask-for-checkpoint.ts'
import type { Checkpoints, HistoryEntry, Restored, RestoreOptions } from './checkpoints-api.ts'
import { version } from './version.ts'

export interface Asked {
  readonly project: ProjectRoot
  readonly environment: NodeJS.ProcessEnv
  readonly tell: (sentence: string) => void
}

type Find = (place: Place, store: Store) => Promise<Result<Previewed>>

export function checkpointsOf({ project, environment, tell }: Asked): Checkpoints {
  const place = (): Place => {
    const { layout, settings } = need(loadSettings(project))
    return { layout, settings, environment }
  }
  const look = async <T>(work: (store: Store, here: Place) => Promise<Result<T>>): Promise<T> => {
    const here = place()
    return need(await lookInto(here, (store) => work(store, here)))
  }
  /** Holds the project while `work` goes on. */
  const write = async <T>(
    purpose: string,
    onOpen: () => void,
    work: (writing: Writing, store: Store) => Promise<T>,
  ): Promise<T> => {
    const where = { folder: project.root, root: project.root, environment, version, say: tell }
    const writing = need(await openForWriting(where, purpose))
    try {
      onOpen()
      const store = need(await openMarkedStore(writing.place))
      store.notes.forEach(tell)
      return await work(writing, store)
    } finally {
      writing.session.close()
    }
  }
  const bringBack = (kind: 'rollback' | 'undo', find: Find, options: RestoreOptions): Promise<Restored | null> =>
    write(kind, options.onOpen ?? nothing, async ({ place: here, session }, store) => {
      const { prepared, preview } = need(await find(here, store))
      if (options.confirm && !(await options.confirm(preview))) return null
      const fetchSilenceMs = kind === 'undo' ? 0 : here.settings.tos.checkpoints.fetch_timeout_sec * 1000
      const { onLine: say = nothing, onEvent = nothing } = options
      const told = { kind, by: userName(), fetchSilenceMs, say, onEvent }
      return need(await restore(session, here.layout, { store, prepared }, told))
    })
  const list = async (): Promise<HistoryEntry[]> => {
    const here = place()
    const { fold } = need(foldJournal(here.layout, overviewFold(version)))
    return need(await listHistory(here, all(fold.checkpoints)))
  }
  return {
    list,
    async show(called) {
      const saved = await look(async (store) => succeed(await find(store, called)))
      const entry = (await list()).find(({ id }) => id === saved.id)
      const { branch, tree, target, commit: head, leftOut } = saved
      if (!entry) throw new Failed(notThere(called))
      return { ...entry, branch, tree, target, head, leftOut }
    },
    async make(name, { include: included = [] } = {}) {
      const bad = badName(name)
      if (bad) throw new Failed(bad)
      const asked = await askForCheckpoint(place().layout, name, tell)
      if (asked) return need(asked)
      return write('checkpoint', nothing, ({ place: here, session }, store) =>
        checkpointNow(session, here, store, { name, by: userName(), included }),
      )
    },
    preview: (target, { only = [] } = {}) =>
      look(async (store, here) => previewed(await findRollback(here, store, target, only))),
    previewUndo: () => look(async (store, here) => previewed(await previewUndo(here, store))),
    rollback(target, { onlyClean = false, only = [], ...options } = {}) {
      const find: Find = async (here, store) => {
        if (onlyClean) await refuseDirty(store)
        return findRollback(here, store, target, only)
      }
      return bringBack('rollback', find, options)
    },
    undo: (options = {}) => bringBack('undo', previewUndo, options),
    compare: (from, to) => look(async (store) => succeed(await compareTrees(store, ...(await trees(store, from, to))))),
    patch: (from, to) => look(async (store) => succeed(await patchLines(store, ...(await trees(store, from, to))))),
    pin: (id, isPinned) =>
      look(async (store) => {
        const saved = await find(store, id)
        if (saved.isPinned !== isPinned) await setPin(store, saved, isPinned)
        return succeed(undefined)
      }),
    export: (id, path) => look(async (store) => exportSnapshot(store, await find(store, id), resolve(path))),
  }
}

async function findRollback(
  here: Place,
  store: Store,
  target: string,
  only: readonly string[],
): Promise<Result<Previewed>> {
  if (only.length === 0) return previewRollback(here, store, target)
  const names = namesOf(store.repository, here.layout.root, only)
  return names.ok ? previewFiles(here, store, target, names.value) : names
}

const nothing = (): void => undefined

const previewed = (found: Result<Previewed>) => (found.ok ? succeed(found.value.preview) : found)

/** What is called so; an id counts before the name of a checkpoint. @throws Failed */
async function find(store: Store, called: string): Promise<Saved> {
  const told = store.known()
  const saved = await listStore(store, told)
  const found =
    saved.find(({ id }) => id === called) ??
    saved.findLast(({ kind, name }) => kind === 'checkpoint' && name === called)
  if (!found) throw new Failed(heldElsewhere(store, saved, told, called) ?? notThere(called))
  return found
}

const notThere = (called: string): Failure => ({
  what: `there is no '${printableLine(called)}'`,
  remedy: "choose one of 'tos checkpoints'",
  exitCode: exitCodes.failed,
})

async function trees(store: Store, from: string, to: string | undefined): Promise<[string, string]> {
  const { object } = await find(store, from)
  return [object, to === undefined ? await currentTree(store) : (await find(store, to)).object]
}
