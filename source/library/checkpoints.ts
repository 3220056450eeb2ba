// Checkpoints and snapshots as a program sees them: list, make, preview, roll back, undo.
import { Failed, need, type Result } from '../core/failure.ts'
import { badName } from '../checkpoints/checkpoint.ts'
import { userName } from '../files/lock.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import {
  checkpointNow,
  listHistory,
  lookInto,
  openMarkedStore,
  previewRollback,
  previewUndo,
  type Place,
  type Previewed,
} from '../orchestrator/checkpoints.ts'
import { openForWriting, type Writing } from '../orchestrator/open-for-writing.ts'
import { restore } from '../orchestrator/restore.ts'
import { loadSettings } from '../files/settings.ts'
import type { Store } from '../checkpoints/store.ts'
import type { Checkpoints, Restored } from './api.ts'
import { version } from './version.ts'

export function checkpointsOf(project: ProjectRoot, environment: NodeJS.ProcessEnv): Checkpoints {
  const place = (): Place => {
    const { layout, settings } = need(loadSettings(project))
    return { layout, settings, environment }
  }
  /** Holds the project while `work` goes on. */
  const write = async <T>(purpose: string, work: (writing: Writing, store: Store) => Promise<T>): Promise<T> => {
    const where = { folder: project.root, root: project.root, environment, version, say: () => undefined }
    const writing = need(await openForWriting(where, purpose))
    try {
      return await work(writing, need(await openMarkedStore(writing.place)))
    } finally {
      writing.session.close()
    }
  }
  const bringBack = async (
    kind: 'rollback' | 'undo',
    find: (place: Place, store: Store) => Promise<Result<Previewed>>,
  ): Promise<Restored> =>
    write(kind, async ({ place: here, session }, store) => {
      const { prepared } = need(await find(here, store))
      const fetchSilenceMs = kind === 'undo' ? 0 : here.settings.tos.checkpoints.fetch_timeout_sec * 1000
      const options = { kind, by: userName(), fetchSilenceMs, say: () => undefined }
      return need(await restore(session, here.layout, { store, prepared }, options))
    })
  return {
    list: async () => need(await listHistory(place(), [])),
    async make(name) {
      const bad = badName(name)
      if (bad) throw new Failed(bad)
      return write('checkpoint', ({ place: here, session }, store) =>
        checkpointNow(session, here, store, { name, by: userName() }),
      )
    },
    async preview(target) {
      const here = place()
      return need(await lookInto(here, (store) => previewRollback(here, store, target))).preview
    },
    rollback: (target) => bringBack('rollback', (here, store) => previewRollback(here, store, target)),
    undo: () => bringBack('undo', previewUndo),
  }
}
