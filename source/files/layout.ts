// Every path of a project, from its root and its configuration.
import { homedir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Config } from '../core/settings.ts'

/** Absolute paths. What each file holds is in docs/architecture.md. */
export interface Layout {
  readonly root: string
  readonly logs: string
  readonly workspace: string
  readonly journal: string
  readonly storedFold: string
  readonly lock: string
  readonly inbox: string
  readonly control: string
  readonly viewers: string
  readonly steps: string
  readonly archive: string
  readonly output: string
  readonly live: string
  readonly runnerLog: string
  readonly phaseState: string
  readonly phaseSummary: string
  readonly jobInput: string | null
  readonly jobResult: string
  readonly runSummary: string
  readonly lastCheckpoint: string
  /** There while a rollback or undo is under way. */
  readonly restore: string
  /** Names the project's store of snapshots. */
  readonly storeId: string
}

export function layoutOf(root: string, config: Config): Layout {
  const logs = resolve(root, separators(config.logs_dir))
  const workspace = resolve(root, separators(config.workspace_dir))
  const { job_input: input, job_result: result } = config.s5_settings.job_loop
  return {
    root,
    logs,
    workspace,
    journal: join(logs, 'journal.ndjson'),
    storedFold: join(logs, 'journal.fold.json'),
    lock: join(logs, 'runner.lock'),
    inbox: join(logs, 'inbox'),
    control: join(logs, 'control.json'),
    viewers: join(logs, 'viewers'),
    steps: join(logs, 'steps'),
    archive: join(logs, 'archive'),
    output: join(logs, 'output'),
    live: join(logs, 'live'),
    runnerLog: join(logs, 'runner.log'),
    phaseState: join(workspace, 'artifacts', 'phase_state.json'),
    phaseSummary: join(logs, 'phase_summary.json'),
    jobInput: input.path === '' ? null : resolve(root, separators(input.path)),
    jobResult: resolve(root, separators(result.path)),
    runSummary: join(logs, 'last_run_summary.json'),
    lastCheckpoint: join(logs, 'last_checkpoint.txt'),
    restore: restorePath(logs),
    storeId: storeIdPath(logs),
  }
}

/** Also found without a configuration: a rollback may be under way in it. */
export const restorePath = (logs: string): string => join(logs, 'restore.json')

export const storeIdPath = (logs: string): string => join(logs, 'store.json')

/**
 * Where the stores of all projects lie, absolute: `checkpoints.store` if it is set, else `$XDG_STATE_HOME/tos/stores`, else
 * `~/.local/state/tos/stores`. No command may see or write it: a sandbox hides it. It need not be there yet.
 */
export function storesFolder(environment: NodeJS.ProcessEnv, setting: string | null): string {
  const home = homeOf(environment)
  if (setting !== null) return resolve(home ?? '/', setting.replace(/^~(?=\/|$)/, home ?? '/'))
  const state = environment['XDG_STATE_HOME']
  if (state?.startsWith('/')) return join(state, 'tos', 'stores')
  if (home !== null) return join(home, '.local', 'state', 'tos', 'stores')
  // A user without a home, in a container: this folder outlives /tmp, and a sandbox hides it too.
  return join('/var/tmp', `tos-${process.getuid?.() ?? 'user'}`, 'stores')
}

/** Where submitted loops wait for a worker of this machine: `$XDG_STATE_HOME/tos/queue`, beside the stores. */
export const queueFolder = (environment: NodeJS.ProcessEnv): string =>
  join(dirname(storesFolder(environment, null)), 'queue')

/** Null for a user that the system does not know, in an environment without HOME. */
function homeOf({ HOME }: NodeJS.ProcessEnv): string | null {
  if (HOME?.startsWith('/') && HOME !== '/') return HOME
  try {
    const home = HOME === undefined ? homedir() : userInfo().homedir
    return home.startsWith('/') && home !== '/' ? home : null
  } catch {
    return null
  }
}

/** A configuration shared with Windows spells its paths with backslashes. */
export const separators = (path: string): string => path.replaceAll('\\', '/')

/** Where a job's step files lie once the next job began. */
export const jobArchive = (layout: Layout, loop: string, job: number): string =>
  join(layout.archive, loop, `job_${String(job).padStart(3, '0')}`)
