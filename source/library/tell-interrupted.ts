// Says that a rollback was interrupted: whoever only looks sees files that are half put back.
import type { Layout } from '../files/layout.ts'
import { isThere } from '../files/open-regular.ts'

export function tellInterrupted({ restore }: Layout, tell: (sentence: string) => void): void {
  if (isThere(restore)) tell('a rollback was interrupted; the next run, checkpoint, rollback or undo finishes it')
}
