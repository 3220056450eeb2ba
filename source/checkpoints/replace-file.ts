// Replaces a file of git's so that a reader, a crash or a power cut sees the old or the new bytes.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { exitCodes, Failed } from '../core/failure.ts'

/** Writes the bytes beside the file and renames; with a lock as git itself does it. */
export function replaceFile(
  path: string,
  bytes: Buffer,
  { lock, mtimeMs }: { lock?: string; mtimeMs?: number } = {},
): void {
  const beside = lock ?? `${path}.tos`
  if (lock !== undefined && existsSync(lock))
    throw new Failed({
      what: 'git is locked: another git program runs here',
      where: lock,
      remedy: 'wait for it, then try again',
      exitCode: exitCodes.failed,
    })
  const descriptor = openSync(beside, lock === undefined ? 'w' : 'wx', 0o644)
  try {
    writeFileSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  if (mtimeMs !== undefined) utimesSync(beside, mtimeMs / 1000, mtimeMs / 1000)
  renameSync(beside, path)
}

/** Makes a new name in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
