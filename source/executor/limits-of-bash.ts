// The limits of a bash with nothing in front: it reads them itself, as the startup file that BASH_ENV names.
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { markerName } from './environment.ts'
import { limitSettings, type CommandLimits } from './limits.ts'
import { folderOfNames } from './private-folder.ts'

/** Descriptor at which a bash finds its limits. */
const limitsFd = 3
const startupFile = { BASH_ENV: `/proc/self/fd/${limitsFd}` }

interface Started {
  readonly argv: readonly string[]
  readonly environment: Record<string, string>
}

/** What a program is started with so that it sets its limits itself. */
export interface OwnLimits {
  readonly environment: Record<string, string>
  /** To be handed over as descriptor 3. */
  readonly descriptor: number
}

/**
 * In place of a shell in front, which takes half as long again as a small command. Nothing is left for the command to see
 * but an entry in PIPESTATUS. Named by descriptor, because bash says nothing when a file is gone. The answer is null where
 * this cannot be: other programs, a person's own BASH_ENV, no room, and a bash that reads no such file.
 */
export function limitsOfBash(limits: CommandLimits): (started: Started) => OwnLimits | null {
  let text: string | null = null
  return ({ argv: [program = ''], environment }) => {
    if (basename(program) !== 'bash' || environment['BASH_ENV'] !== undefined) return null
    if (!readsStartupFile(program, environment)) return null
    text ??= startupOf(limits)
    const descriptor = shared(text)
    return descriptor === null ? null : { environment: { ...environment, ...startupFile }, descriptor }
  }
}

/** The last line: what `$_` tells of a bash that has done nothing yet. */
const startupOf = (limits: CommandLimits): string =>
  `unset BASH_ENV
exec ${limitsFd}<&-
${limitSettings(limits, { hasOwnUserNamespace: false, fileUnit: 1024 })} || exit 126
: "$BASH"
`

/** Program and environment -> does it? */
const tried = new Map<string, boolean>()
const mostMs = 5000

/**
 * Whether a bash reads it depends on more than can be listed (POSIXLY_CORRECT, SHELLOPTS, a script or another shell of that
 * name, a /proc that hides its descriptors), and one that does not runs without any limit: so it is tried. Whatever else
 * is said would be said before every command, too.
 */
function readsStartupFile(program: string, environment: Record<string, string>): boolean {
  const key = JSON.stringify([program, Object.entries({ ...environment, [markerName]: '' })])
  const known = tried.get(key)
  if (known !== undefined) return known
  const descriptor = nameless('printf read\n')
  if (descriptor === null) return false
  const { stdout, stderr } = spawnSync(program, ['--noprofile', '--norc', '-c', '--', ':'], {
    env: { ...environment, ...startupFile },
    stdio: ['ignore', 'pipe', 'pipe', descriptor],
    encoding: 'latin1',
    cwd: '/',
    timeout: mostMs,
    killSignal: 'SIGKILL',
  })
  closeSync(descriptor)
  const reads = stdout === 'read' && stderr === ''
  tried.set(key, reads)
  return reads
}

/** Text -> its descriptor, open as long as this process: its runs share them. */
const open = new Map<string, number>()

function shared(text: string): number | null {
  const descriptor = open.get(text) ?? nameless(text)
  if (descriptor !== null) open.set(text, descriptor)
  return descriptor
}

/** Descriptor of a file that holds `text` and has no name; null where there is no room for one. */
function nameless(text: string): number | null {
  try {
    const path = join(folderOfNames(), 'limits')
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o400 })
      return openSync(path, 'r')
    } finally {
      rmSync(path, { force: true })
    }
  } catch {
    return null
  }
}
