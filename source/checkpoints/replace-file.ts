// Replaces a file so that a reader, a crash or a power cut sees the old or the new bytes.
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { exitCodes, Failed } from '../core/failure.ts'

interface ReplaceOptions {
  readonly lock?: string
  readonly mtimeMs?: number
  readonly mode?: number
  /** False: what a power cut may take. */
  readonly isSynced?: boolean
}

/** Writes the bytes beside the file and renames; with a lock as git itself does it. */
export function replaceFile(
  path: string | Buffer,
  bytes: Buffer,
  { lock, mtimeMs, mode = 0o644, isSynced = true }: ReplaceOptions = {},
): void {
  // A name nobody can have put a link at; made exclusively, so that one would not be followed.
  const beside = lock ?? Buffer.concat([Buffer.from(path), Buffer.from(`.${randomBytes(6).toString('hex')}.tos`)])
  if (lock !== undefined && existsSync(lock))
    throw new Failed({
      what: 'git is locked: another git program runs here',
      where: lock,
      remedy: 'wait for it, then try again',
      exitCode: exitCodes.failed,
    })
  const descriptor = openSync(beside, 'wx', mode)
  try {
    try {
      writeFileSync(descriptor, bytes)
      if (isSynced) fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    if (mtimeMs !== undefined) utimesSync(beside, mtimeMs / 1000, mtimeMs / 1000)
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** Makes a new name in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
