// Ids of jobs in the order in which they are to be taken: of a team with a limit the queue chooses by them.
import { randomBytes } from 'node:crypto'

const middle = 2 ** 31

/** A higher priority sorts before a lower one, then the smaller number; 0 for what goes on. */
export function jobId(priority: number, order = 0): string {
  const rank = (middle - 1 - Math.max(-middle, Math.min(middle - 1, Math.trunc(priority))))
    .toString(16)
    .padStart(8, '0')
  const hex = rank + order.toString(16).padStart(12, '0') + randomBytes(6).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
