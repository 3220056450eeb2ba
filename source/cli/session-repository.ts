// The branch and the uncommitted files of a project, for the header: one `git status` that takes no lock and writes nothing.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { RepositoryState } from '../ui/app/session-ports.ts'

const run = promisify(execFile)

const options = ['--no-optional-locks', '-c', 'core.fsmonitor=false']
const drivers = ['config', '--name-only', '--null', '--get-regexp', '^filter\\..*\\.(clean|smudge|process|required)$']
const status = ['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--ignore-submodules=dirty']
/** Milliseconds, bytes: with more than that nothing is told. */
const limits = { timeout: 20_000, maxBuffer: 16 * 1024 * 1024 }

type Ask = (args: readonly string[]) => Promise<string>

/** Null without git, without a repository, where git does not answer, or with a filter that cannot be switched off. */
export async function lookAtRepository(root: string, environment: NodeJS.ProcessEnv): Promise<RepositoryState | null> {
  const { PATH, HOME, XDG_CONFIG_HOME } = environment
  const env = { PATH, HOME, XDG_CONFIG_HOME, LC_ALL: 'C', GIT_NO_LAZY_FETCH: '1' }
  const ask: Ask = async (args) => (await run('git', [...options, ...args], { cwd: root, env, ...limits })).stdout
  try {
    const off = filtersOff(await driversIn(ask))
    return off && stateOf((await ask([...off, ...status])).split('\0').filter(Boolean))
  } catch {
    return null
  }
}

/** Names of the filter drivers in every configuration that git reads here. */
async function driversIn(ask: Ask): Promise<string[]> {
  try {
    const keys = (await ask(drivers)).split('\0').filter(Boolean)
    return [...new Set(keys.map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))))]
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 1) return []
    throw error
  }
}

/**
 * A command in the sandbox may have written the configuration, and a filter would run with the rights of who looks on.
 * The person's own filters are off too: such a one (Git LFS) runs what the repository's configuration names.
 * Null with a name that no `-c` can say: one with `=`, or not UTF-8.
 */
function filtersOff(names: readonly string[]): string[] | null {
  if (names.some((name) => /[=\uFFFD]/.test(name))) return null
  const settings = ['clean=', 'process=', 'required=false']
  return names.flatMap((name) => settings.flatMap((setting) => ['-c', `filter.${name}.${setting}`]))
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
