// Writes a file that a person named: a new one, or in the place of a regular one. A device, a pipe, a link or a folder stays.
import { lstatSync } from 'node:fs'
import { exitCodes, Failed } from '../core/failure.ts'
import { kindOf } from './open-regular.ts'
import { notWritten, writeAtomic } from './write-atomic.ts'

/** @throws Failed */
export function writeOutput(path: string, content: string | Uint8Array, mode = 0o644): void {
  mustBeRegular(path)
  writeAtomic(path, content, 'all', mode)
}

/** What is written in one piece takes the name of what stood there: of /dev/null as well. @throws Failed */
export function mustBeRegular(path: string): void {
  const kind = kindThere(path)
  if (kind === null) return
  const remedy = 'name a regular file, or one that is not there yet'
  throw new Failed({ what: `is ${kind}, not a regular file`, where: path, remedy, exitCode: exitCodes.usage })
}

function kindThere(path: string): string | null {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    return stat ? kindOf(stat) : null
  } catch (error) {
    throw notWritten(path, error)
  }
}
