// Files that whoever started this program left open: they would lead a command past every mount.
import { readdirSync, readFileSync } from 'node:fs'
import { findProgram } from './interpreter.ts'

const closeOnExec = 0o2000000

/** What to put in front of a program so that it gets only descriptors up to `last`; usually nothing. */
export function closeInherited(last: number, path: string): string[] {
  const left = openFiles().filter((descriptor) => descriptor > last && isInherited(descriptor))
  const bash = left.length > 0 ? findProgram('bash', path) : null
  return bash === null ? [] : [bash, '-c', `exec ${left.map((n) => `${n}>&-`).join(' ')}; exec "$@"`, 'close']
}

const openFiles = (): number[] => readdirSync('/proc/self/fd').map(Number)

function isInherited(descriptor: number): boolean {
  try {
    const [, flags] = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1')) ?? []
    return flags !== undefined && (parseInt(flags, 8) & closeOnExec) === 0
  } catch {
    // It was the one that listed them.
    return false
  }
}
