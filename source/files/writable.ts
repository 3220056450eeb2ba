// Whether this user could write somewhere, before anything is written there.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** In the folder, or where it is not there yet, in the nearest one above it. */
export function mayWriteIn(folder: string): boolean {
  const nearest = nearestTo(folder)
  try {
    accessSync(nearest, constants.W_OK)
    return statSync(nearest).isDirectory()
  } catch {
    return false
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
