// Whether this user could write somewhere, before anything is written there.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** In the folder, or where it is not there yet, in the nearest one above it. */
export function mayWriteIn(folder: string): boolean {
  let nearest = folder
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest)
  try {
    accessSync(nearest, constants.W_OK)
    return statSync(nearest).isDirectory()
  } catch {
    return false
  }
}
