// Objects and refs of our own in the user's repository. They are synced; they never start a collection.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { causeOf, exitCodes, Failed } from '../core/failure.ts'
import { replaceFile, syncFolder } from './replace-file.ts'
import type { Store } from './store.ts'

/** Objects of a partial clone may be elsewhere. */
export const writeTree = ({ shadow }: Store, index = shadow.index): Promise<string> =>
  shadow.git.text(['write-tree', '--missing-ok'], { environment: { GIT_INDEX_FILE: index } })

/** Own commits have their own author: whoever the user is, they are not theirs. */
export const commitTree = (
  { shadow }: Store,
  tree: string,
  parents: readonly string[],
  message: string,
): Promise<string> =>
  shadow.git.text(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'], {
    input: message,
    config: ['user.name=tos-tui', 'user.email=tos-tui@localhost', 'user.useConfigOnly=false'],
  })

type Refs = Pick<Store, 'repository' | 'refs'>

/** A ref of our own as git's own file format has it: a process for each would cost more than a whole snapshot. */
export async function setRef({ repository, refs }: Refs, name: string, object: string): Promise<void> {
  const { commonFolder, git } = repository
  if (existsSync(join(commonFolder, 'reftable')))
    return void (await git.bytes(['update-ref', '--no-deref', `${refs}${name}`, object]))
  const path = join(commonFolder, `${refs}${name}`)
  try {
    mkdirSync(dirname(path), { recursive: true })
    replaceFile(path, Buffer.from(`${object}\n`))
    syncFolder(dirname(path))
  } catch (error) {
    const remedy = 'free some space, or make the repository writable for this user, and try again'
    throw new Failed({ what: `cannot be written (${causeOf(error)})`, where: path, remedy, exitCode: exitCodes.failed })
  }
}

export const dropRef = ({ repository, refs }: Refs, name: string): Promise<Buffer> =>
  repository.git.bytes(['update-ref', '--no-deref', '-d', `${refs}${name}`])
