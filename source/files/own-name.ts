// Who asks something of a run: the user, and at which terminal.
import { readlinkSync } from 'node:fs'
import { userName } from './lock.ts'

/** `op (pts/3)`; the bare user name where the terminal has no name to be read. */
export function ownName(): string {
  try {
    const terminal = readlinkSync('/proc/self/fd/0')
    return terminal.startsWith('/dev/pts/') ? `${userName()} (${terminal.slice('/dev/'.length)})` : userName()
  } catch {
    return userName()
  }
}
