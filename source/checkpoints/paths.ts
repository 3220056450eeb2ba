// Paths as people write them, as names below the top of the working tree.
import { realpathSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { fail, succeed, type Result } from '../core/failure.ts'
import { isSafeName, nameOf, type Name } from './names.ts'
import type { Repository } from './repository.ts'

/** From a folder; `:/` counts from the top, as git has it. */
export function namesOf({ top }: Repository, folder: string, paths: readonly string[]): Result<Name[]> {
  const names: Name[] = []
  const here = realpathSync(folder)
  for (const path of paths) {
    const below = relative(top, path.startsWith(':/') ? join(top, path.slice(2)) : resolve(here, path))
    const name = nameOf(below)
    if (below.startsWith('..') || isAbsolute(below) || !isSafeName(name))
      return fail({
        what: `'${path}' is no file of the repository`,
        where: top,
        remedy: 'name one that lies in it',
        exitCode: 2,
      })
    names.push(name)
  }
  return succeed(names)
}
