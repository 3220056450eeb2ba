// What is the product's own of a project and of this machine: no command changes it.
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { queueFolder, storesFolder, type Layout } from './layout.ts'
import { isBelow } from './project-root.ts'

interface OwnPlace {
  readonly path: string
  readonly what: string
  readonly isFolderAlone?: boolean
}

/** Absolute paths, each with all below it, and what they are for people. */
export function ownPlaces(layout: Layout, store: string | null, environment: NodeJS.ProcessEnv): OwnPlace[] {
  return [
    ...settingsPlaces(layout),
    { path: layout.logs, what: record, isFolderAlone: true },
    ...recordPlaces(layout),
    { path: layout.runSummary, what: record },
    { path: storesFolder(environment, store), what: 'the store of snapshots' },
    { path: queueFolder(environment), what: 'the queue of loops' },
    ...programFolders().map((path) => ({ path, what: 'the running program' })),
  ]
}

const record = 'the record of the run'

const settingsPlaces = ({ root }: Layout): OwnPlace[] =>
  ['config', 'config_v0_3.json'].map((name) => ({ path: join(root, name), what: 'the settings' }))

/** Without the run's summary, which a caller may want in its own place. */
function recordPlaces(layout: Layout): OwnPlace[] {
  const { journal, storedFold, lock, inbox, control, viewers, steps, archive, output, live, runnerLog } = layout
  const files = [journal, storedFold, lock, inbox, control, viewers, steps, archive, output, live, runnerLog]
  const more = [layout.phaseSummary, layout.lastCheckpoint, layout.restore, layout.storeId]
  return [...files, ...more].map((path) => ({ path, what: record }))
}

/** What `path` (absolute) would take the place of when the program wrote there: the settings or git's own; null when neither. */
export function foundation(layout: Layout, path: string): string | null {
  if (relative(layout.root, path).split(sep).includes('.git')) return 'the repository'
  return settingsPlaces(layout).find((place) => isBelow(place.path, path))?.what ?? null
}

/** The same for a file that a person names: what the program keeps itself and what a job is given stay, too. */
export function takenPlace(layout: Layout, path: string): string | null {
  const own = [...recordPlaces(layout), { path: layout.phaseState, what: record }]
  if (layout.jobInput !== null) own.push({ path: layout.jobInput, what: 'the input of the job' })
  return foundation(layout, path) ?? own.find((place) => isBelow(place.path, path))?.what ?? null
}

/** Of the built program; where it runs from its sources there is no telling them from the project's own. */
function programFolders(): string[] {
  const here = dirname(fileURLToPath(import.meta.url))
  return basename(here) === 'dist' ? [here, join(dirname(here), 'bin')] : []
}
