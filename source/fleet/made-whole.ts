// A folder that is brought here: all of it, or nothing.
import { lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { causeOfSystem, isSystemError, remedyOf } from '../core/errno.ts'
import { exitCodes, fail, type Result } from '../core/failure.ts'
import { makeFolders } from '../core/make-folders.ts'

/**
 * Makes `to`, which must not be there: `work` gets a folder of its own beside it, and what it makes there as `tree` becomes `to`
 * when it is well. Whatever goes wrong, `to` is not there.
 */
export async function madeWhole<T>(
  to: string,
  work: (part: string) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  let part: string | null = null
  try {
    if (lstatSync(to, { throwIfNoEntry: false }))
      return fail({
        what: 'there is something already',
        where: to,
        remedy: 'name a new folder',
        exitCode: exitCodes.usage,
      })
    makeFolders(dirname(to), (path) => mkdirSync(path))
    part = mkdtempSync(`${to}.`)
    const done = await work(part)
    if (done.ok) renameSync(join(part, 'tree'), to)
    return done
  } catch (error) {
    if (!isSystemError(error)) throw error
    const what = `cannot be made (${causeOfSystem(error)})`
    return fail({
      what,
      where: to,
      remedy: `${remedyOf(error, 'write')}, or name another folder`,
      exitCode: exitCodes.failed,
    })
  } finally {
    if (part !== null) removeRest(part)
  }
}

function removeRest(part: string): void {
  try {
    rmSync(part, { recursive: true, force: true })
  } catch {
    // What was done, or refused, is what counts.
  }
}
