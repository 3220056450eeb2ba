// Limits the kernel keeps for a command: processes, memory and file size, set by prlimit in front of it.
import { readFileSync } from 'node:fs'
import { findProgram } from './interpreter.ts'

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
 * What to put in front of a program; nothing where the system has no prlimit. Processes can only be counted where a command
 * has a user namespace of its own: elsewhere the limit would count everything the user runs.
 */
export function limitArguments(limits: CommandLimits, path: string, hasOwnUserNamespace: boolean): string[] {
  const prlimit = process.platform === 'linux' ? findProgram('prlimit', path) : null
  if (prlimit === null) return []
  return [
    prlimit,
    '--core=0',
    ...(hasOwnUserNamespace ? [`--nproc=${lower(limits.maxProcesses, 'Max processes')}`] : []),
    ...(limits.maxMemoryMb === null ? [] : [`--data=${lower(limits.maxMemoryMb * megabyte, 'Max data size')}`]),
    ...(limits.maxFileMb === null ? [] : [`--fsize=${lower(limits.maxFileMb * megabyte, 'Max file size')}`]),
    '--',
  ]
}

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
