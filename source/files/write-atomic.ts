// Replaces a file so that a reader, a crash or a power cut sees the old or the new content, never a mixture.
import { closeSync, fsyncSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { refusedBySystem } from '../core/errno.ts'
import { Failed } from '../core/failure.ts'
import { openNew, within } from './open-regular.ts'

/**
 * Temporary file of a random name, fsync, rename, fsync of the folder. Own code because the common packages neither
 * fsync the folder nor loop on a short write, and follow links on the way. For what can be rebuilt `keeps` may be less:
 * `content` leaves out the fsync of the folder (after a power cut the old file may be back), `nothing` every fsync.
 * Pieces of a text are written one after the other. `mode`: its permissions, before the mask of the process.
 * @throws Failed when the disk refuses; the old content is untouched then.
 */
export function writeAtomic(
  path: string,
  text: string | Uint8Array | Iterable<string>,
  keeps: 'all' | 'content' | 'nothing' = 'all',
  mode = 0o644,
): void {
  const name = basename(path)
  const temporary = `${name}.${process.pid}-${randomBytes(8).toString('hex')}.tmp`
  try {
    within(dirname(path), (folder) => {
      const descriptor = openNew(folder, temporary, mode)
      try {
        try {
          if (typeof text === 'string' || text instanceof Uint8Array) writeFileSync(descriptor, text)
          else for (const piece of text) writeFileSync(descriptor, piece)
          if (keeps !== 'nothing') fsyncSync(descriptor)
        } finally {
          closeSync(descriptor)
        }
        renameSync(folder.at(temporary), folder.at(name))
      } catch (error) {
        discard(folder.at(temporary))
        throw error
      }
      if (keeps === 'all') fsyncSync(folder.descriptor)
    })
  } catch (error) {
    throw notWritten(path, error)
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The first trouble is the one to tell.
  }
}

/** Makes renames and new names in a folder survive a power cut. */
export const syncFolder = (path: string): void => within(path, ({ descriptor }) => fsyncSync(descriptor))

export const notWritten = (path: string, error: unknown): Failed =>
  error instanceof Failed ? error : new Failed(refusedBySystem(path, error, 'write'), error)
