// Limits the kernel keeps for a command: processes, memory and file size, set by a shell in front of it or by its own.
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { folderOfNames } from './private-folder.ts'

export interface CommandLimits {
  /** Processes and threads of one command together. */
  readonly maxProcesses: number
  /** Of each process; null: none. */
  readonly maxMemoryMb: number | null
  /** Of each file that is written; null: none. */
  readonly maxFileMb: number | null
}

const megabyte = 1024 * 1024

/**
 * What to put in front of a program. Processes can only be counted where a command has a user namespace of its own: elsewhere
 * the limit would count everything the user runs.
 *
 * The shell every system has, and not prlimit: that one loads the locale first, which takes longer than setting the limits.
 */
export function limitArguments(limits: CommandLimits, hasOwnUserNamespace: boolean): string[] {
  const settings = settingsOf(limits, { hasOwnUserNamespace, fileUnit: 512 })
  return ['/bin/sh', '-c', `${settings} && exec "$@"`, 'limits']
}

/** Descriptor at which a bash finds its limits. */
const limitsFd = 3

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
 * For a bash with nothing in front: a file it reads before its command, in place of a shell in front of it, which takes
 * half as long again as a small command. Nothing of it is left when the command begins. Named by descriptor, because
 * bash says nothing when a file is gone. The answer is null where this cannot be: other programs, other systems, a
 * person's own BASH_ENV.
 */
export function limitsOfBash(limits: CommandLimits): (started: Started) => OwnLimits | null {
  const settings = () => settingsOf(limits, { hasOwnUserNamespace: false, fileUnit: 1024 })
  const open = once(() => nameless(`unset BASH_ENV\nexec ${limitsFd}<&-\n${settings()} || exit 126\n`))
  const canName = once(() => existsSync('/proc/self/fd'))
  return ({ argv: [program = ''], environment }) => {
    if (basename(program) !== 'bash' || environment['BASH_ENV'] !== undefined || !canName()) return null
    return { environment: { ...environment, BASH_ENV: `/proc/self/fd/${limitsFd}` }, descriptor: open() }
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Descriptor of a file that holds `text`, open as long as this process. */
function nameless(text: string): number {
  const path = join(folderOfNames(), 'limits')
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o400 })
    return openSync(path, 'r')
  } finally {
    rmSync(path, { force: true })
  }
}

/** `fileUnit`: bytes in which this shell counts a file; as sh it is 512, bash under its own name takes 1024. */
function settingsOf(
  limits: CommandLimits,
  { hasOwnUserNamespace, fileUnit }: { hasOwnUserNamespace: boolean; fileUnit: number },
): string {
  const processes = lower(limits.maxProcesses, 'Max processes')
  const settings = [
    'ulimit -c 0',
    // Shells disagree on the letter.
    ...(hasOwnUserNamespace ? [`{ ulimit -u ${processes} 2>/dev/null || ulimit -p ${processes}; }`] : []),
    ...(limits.maxMemoryMb === null ? [] : [`ulimit -d ${inUnits(limits.maxMemoryMb, 'Max data size', 1024)}`]),
    ...(limits.maxFileMb === null ? [] : [`ulimit -f ${inUnits(limits.maxFileMb, 'Max file size', fileUnit)}`]),
  ]
  return settings.join(' && ')
}

/** `ulimit` counts in units of so many bytes. */
const inUnits = (megabytes: number, name: string, unit: number): number =>
  Math.floor(lower(megabytes * megabyte, name) / unit)

/** Whoever started this program may have set a lower one; that one holds, and cannot be raised. */
function lower(wanted: number, name: string): number {
  const [, hard] = new RegExp(`^${name}\\s+\\S+\\s+(\\d+)`, 'm').exec(ownLimits()) ?? []
  return hard === undefined ? wanted : Math.min(wanted, Number(hard))
}

function ownLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'latin1')
  } catch {
    return ''
  }
}
