// Where this repository is, seen from a compiled test.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

function findUp(folder: string): string {
  return existsSync(join(folder, 'package-lock.json')) ? folder : findUp(dirname(folder))
}

/** Absolute path of the repository. */
export const repository = findUp(import.meta.dirname)
