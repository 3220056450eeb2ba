// Replaces a file so that a reader, a crash or a power cut sees the old or the new content, never a mixture.
import { closeSync, fsync, fsyncSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { promisify } from 'node:util'
import { refusedBySystem } from '../core/errno.ts'
import { Failed } from '../core/failure.ts'
import { hold, openNew, openNewBeside, within } from './open-regular.ts'

/** `content` leaves out the fsync of the folder (after a power cut the old file may be back), `nothing` every fsync. */
export type Keeps = 'all' | 'content' | 'nothing'

/**
 * Temporary file of a random name, fsync, rename, fsync of the folder. Own code because the common packages neither
 * fsync the folder nor loop on a short write, and follow links on the way. For what can be rebuilt `keeps` may be less.
 * Pieces of a text are written one after the other. `mode`: its permissions, before the mask of the process.
 * @throws Failed when the disk refuses; the old content is untouched then.
 */
export function writeAtomic(
  path: string,
  text: string | Uint8Array | Iterable<string>,
  keeps: Keeps = 'all',
  mode = 0o644,
): void {
  const [name, temporary] = namesFor(path)
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

const syncing = promisify(fsync)

/** The same while the caller goes on: what waits for the disk waits beside it. Rejects with Failed. */
export async function writeAtomicBeside(path: string, text: string, keeps: Exclude<Keeps, 'all'>): Promise<void> {
  const [name, temporary] = namesFor(path)
  try {
    const folder = hold(dirname(path))
    try {
      const descriptor = await openNewBeside(folder, temporary, 0o644)
      try {
        writeFileSync(descriptor, text)
        if (keeps !== 'nothing') await syncing(descriptor)
      } finally {
        closeSync(descriptor)
      }
      renameSync(folder.at(temporary), folder.at(name))
    } catch (error) {
      discard(folder.at(temporary))
      throw error
    } finally {
      closeSync(folder.descriptor)
    }
  } catch (error) {
    throw notWritten(path, error)
  }
}

/** `name.PID-RANDOM.tmp`; older versions left out what is random. */
export const temporaryName = /^(.+)\.(\d+)(?:-[0-9a-f]{16})?\.tmp$/

const namesFor = (path: string): readonly [name: string, temporary: string] => [
  basename(path),
  `${basename(path)}.${process.pid}-${randomBytes(8).toString('hex')}.tmp`,
]

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
