// Drives a run in this process: what the library's stream of events and the command line's lines are both made of.
import { need } from '../core/failure.ts'
import type { State } from '../core/state.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import type { RunOptions as Driven } from '../orchestrator/drive-run.ts'
import type { Prepared } from '../orchestrator/preflight.ts'
import type { RunOptions } from './api.ts'
import { version } from './version.ts'

export interface Wish extends Omit<RunOptions, 'signal'> {
  readonly project: ProjectRoot
  readonly environment: NodeJS.ProcessEnv
  /** Archive the loop and begin a new one, whatever the mode. */
  readonly isClean?: boolean
}

export interface Taps extends Partial<Pick<Driven, 'listener' | 'onOpen' | 'onStart'>> {
  /** Everything is checked, and nothing written yet. */
  readonly onPrepared?: (prepared: Prepared) => void
  /** A second place for the journal's lines; asked for when everything is checked. */
  readonly openReplica?: () => Driven['replica']
}

export interface Driving {
  readonly state: State
  readonly prepared: Prepared
}

/** Resolves when the run has ended. @throws Failed when it could not begin */
export async function drive(wish: Wish, taps: Taps = {}): Promise<Driving> {
  const { project, environment, mode = 'run', until = 'job', inDoubt = 'stop', raise = {} } = wish
  // Models, policy and sandbox are loaded by whoever runs something: most calls only look.
  const { preflight } = await import('../orchestrator/preflight.ts')
  const prepared = need(await preflight(project, environment))
  taps.onPrepared?.(prepared)
  const replica = taps.openReplica?.() ?? null
  const { listener = nothing, onOpen = nothing, onStart = nothing } = taps
  const isClean = wish.isClean ?? mode === 'cleanrun'
  const how = { prepared, mode, until, isClean, inDoubt, raise, environment, version, replica }
  const { driveRun } = await import('../orchestrator/drive-run.ts')
  return { state: need(await driveRun({ ...how, listener, onOpen, onStart })), prepared }
}

const nothing = (): void => undefined
