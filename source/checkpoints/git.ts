// git through simple-git, with everything switched off that a repository's own configuration could run or ask.
import { simpleGit, type SimpleGit } from 'simple-git'

/** Milliseconds without a word from git after which it is given up. */
const silenceMs = 60_000

const quietConfig = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'commit.gpgsign=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'core.pager=cat',
]

/** `environment` is the caller's; only what git needs of it is passed on. */
export function openGit(folder: string, environment: NodeJS.ProcessEnv): SimpleGit {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'XDG_CONFIG_HOME'].flatMap((name) => {
    const value = environment[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return simpleGit({
    baseDir: folder,
    config: quietConfig,
    timeout: { block: silenceMs },
    allowEnvironment: ['GIT_TERMINAL_PROMPT', 'GIT_OPTIONAL_LOCKS'],
    unsafe: { allowUnsafeHooksPath: true, allowUnsafeFsMonitor: true, allowUnsafePager: true },
  }).env({ ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' })
}
