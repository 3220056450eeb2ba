// Whether this user could write somewhere, before anything is written there.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { refusedBySystem } from '../core/errno.ts'
import type { Failure } from '../core/failure.ts'

/** In the folder, or where it is not there yet, in the nearest one above it. */
export function mayWriteIn(folder: string): boolean {
  return refusedIn(folder) === null && statSync(nearestTo(folder)).isDirectory()
}

/** Why nothing can be written there; null where something can. */
export function refusedIn(folder: string): Failure | null {
  try {
    accessSync(nearestTo(folder), constants.W_OK)
    return null
  } catch (error) {
    return refusedBySystem(folder, error, 'write')
  }
}

/** The same for a process that has this user's and groups' names, but none of root's powers: a command in a sandbox. */
export function permissionsLetWriteIn(folder: string): boolean {
  const { uid, gid, mode } = statSync(nearestTo(folder))
  if (uid === process.getuid?.()) return (mode & constants.S_IWUSR) !== 0
  const isOwnGroup = gid === process.getegid?.() || process.getgroups?.().includes(gid)
  return (mode & (isOwnGroup ? constants.S_IWGRP : constants.S_IWOTH)) !== 0
}

function nearestTo(folder: string): string {
  let nearest = folder
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest)
  return nearest
}
