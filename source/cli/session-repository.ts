// The branch and the uncommitted files of a project, for the header: one `git status` that takes no lock and writes nothing.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { RepositoryState } from '../ui/session-ports.ts'

const run = promisify(execFile)

const options = ['--no-optional-locks', '-c', 'core.fsmonitor=false']
const status = ['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--ignore-submodules=dirty']
/** Milliseconds, bytes: with more than that nothing is told. */
const limits = { timeout: 20_000, maxBuffer: 16 * 1024 * 1024 }

/** Null without git, without a repository, or where git does not answer. */
export async function lookAtRepository(root: string, environment: NodeJS.ProcessEnv): Promise<RepositoryState | null> {
  const { PATH, HOME, XDG_CONFIG_HOME } = environment
  const env = { PATH, HOME, XDG_CONFIG_HOME, LC_ALL: 'C', GIT_NO_LAZY_FETCH: '1' }
  try {
    const { stdout } = await run('git', [...options, ...status], { cwd: root, env, ...limits })
    return stateOf(stdout.split('\0').filter(Boolean))
  } catch {
    return null
  }
}

function stateOf(records: readonly string[]): RepositoryState {
  const header = (name: string) =>
    records.find((record) => record.startsWith(`# ${name} `))?.slice(name.length + 3) ?? ''
  const head = header('branch.head')
  return {
    branch: head === '(detached)' ? header('branch.oid').slice(0, 7) : head,
    dirty: records.filter((record) => !record.startsWith('# ')).length,
  }
}
