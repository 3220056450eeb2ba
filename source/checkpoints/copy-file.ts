// Copies a file of the store to a place in the project, complete or not at all, never through a link.
import { randomBytes } from 'node:crypto'
import { closeSync, constants, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'

export function copyNew(from: string, to: string): void {
  const beside = `${to}.${randomBytes(6).toString('hex')}.tos`
  try {
    copyFileSync(from, beside, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    const descriptor = openSync(beside, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(beside, to)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
