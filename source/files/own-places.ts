// What is the product's own of a project and of this machine: no command changes it.
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { queueFolder, storesFolder, type Layout } from './layout.ts'

/** Absolute paths, each with all below it, and what they are for people. */
export function ownPlaces(
  layout: Layout,
  store: string | null,
  environment: NodeJS.ProcessEnv,
): { path: string; what: string; isFolderAlone?: boolean }[] {
  const record = 'the record of the run'
  const { logs, journal, storedFold, lock, inbox, control, viewers, steps, archive, output, live, runnerLog } = layout
  const files = [journal, storedFold, lock, inbox, control, viewers, steps, archive, output, live, runnerLog]
  const more = [layout.phaseSummary, layout.runSummary, layout.lastCheckpoint, layout.restore, layout.storeId]
  return [
    { path: join(layout.root, 'config'), what: 'the settings' },
    { path: join(layout.root, 'config_v0_3.json'), what: 'the settings' },
    { path: logs, what: record, isFolderAlone: true },
    ...[...files, ...more].map((path) => ({ path, what: record })),
    { path: storesFolder(environment, store), what: 'the store of snapshots' },
    { path: queueFolder(environment), what: 'the queue of loops' },
    ...programFolders().map((path) => ({ path, what: 'the running program' })),
  ]
}

/** Of the built program; where it runs from its sources there is no telling them from the project's own. */
function programFolders(): string[] {
  const here = dirname(fileURLToPath(import.meta.url))
  return basename(here) === 'dist' ? [here, join(dirname(here), 'bin')] : []
}
