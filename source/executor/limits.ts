// Limits the kernel keeps for a command: processes, memory and file size, set by a shell in front of it or by its own.
import { readFileSync } from 'node:fs'

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
  const settings = limitSettings(limits, { hasOwnUserNamespace, fileUnit: 512 })
  return ['/bin/sh', '-c', `${settings} && exec "$@"`, 'limits']
}

/** `fileUnit`: bytes in which this shell counts a file; as sh it is 512, bash under its own name takes 1024. */
export function limitSettings(
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
