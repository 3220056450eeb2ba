// Replaces a file so that a reader, a crash or a power cut sees the old or the new content, never a mixture.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { causeOf, exitCodes, Failed } from '../core/failure.ts'

/**
 * Temporary file, fsync, rename, fsync of the folder. Own code because the common packages neither fsync the folder
 * nor loop on a short write. For what can be rebuilt `keeps` may be less: `content` leaves out the fsync of the folder
 * (after a power cut the old file may be back), `nothing` every fsync.
 * @throws Failed when the disk refuses; the old content is untouched then.
 */
export function writeAtomic(path: string, text: string, keeps: 'all' | 'content' | 'nothing' = 'all'): void {
  const folder = dirname(path)
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const descriptor = openIn(folder, temporary)
    try {
      writeFileSync(descriptor, text)
      if (keeps !== 'nothing') fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, path)
    if (keeps === 'all') syncFolder(folder)
  } catch (error) {
    try {
      rmSync(temporary, { force: true })
    } catch {
      // The first trouble is the one to tell.
    }
    throw notWritten(path, error)
  }
}

function openIn(folder: string, path: string): number {
  try {
    return openSync(path, 'w', 0o644)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    mkdirSync(folder, { recursive: true })
    return openSync(path, 'w', 0o644)
  }
}

/** Makes renames and new names in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

export function notWritten(path: string, error: unknown): Failed {
  if (error instanceof Failed) return error
  const code = (error as NodeJS.ErrnoException).code
  const remedy =
    code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
      ? "free some space, then 'tos resume'"
      : "make the folder writable for this user, then 'tos resume'"
  return new Failed(
    { what: `cannot be written (${causeOf(error)})`, where: path, remedy, exitCode: exitCodes.failed },
    error,
  )
}
