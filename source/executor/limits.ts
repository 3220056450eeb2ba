// Limits the kernel keeps for a command: processes, memory and file size, set by prlimit in front of it.
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
    ...(hasOwnUserNamespace ? [`--nproc=${limits.maxProcesses}`] : []),
    ...(limits.maxMemoryMb === null ? [] : [`--data=${limits.maxMemoryMb * megabyte}`]),
    ...(limits.maxFileMb === null ? [] : [`--fsize=${limits.maxFileMb * megabyte}`]),
    '--',
  ]
}
