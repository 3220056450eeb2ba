// Objects and refs of the store. They are synced; they never start a collection.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { causeOf, exitCodes, Failed, type Failure } from '../core/failure.ts'
import { replaceFile, syncFolder } from './replace-file.ts'
import type { Store } from './store.ts'

/** Objects of a partial clone, and those of submodules, are elsewhere. */
export const writeTree = ({ shadow }: Pick<Store, 'shadow'>, index = shadow.index): Promise<string> =>
  shadow.git.text(['write-tree', '--missing-ok'], { environment: { GIT_INDEX_FILE: index } })

/** Own commits have their own author: whoever the user is, they are not theirs. */
export const commitTree = (
  { shadow }: Pick<Store, 'shadow'>,
  tree: string,
  parents: readonly string[],
  message: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> =>
  shadow.git.text(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'], {
    input: message,
    environment,
    config: ['user.name=tos-tui', 'user.email=tos-tui@localhost', 'user.useConfigOnly=false'],
  })

/** The same for a tree that is on its way, as git's own file format has it: a process would cost as much as all the rest. */
export function writeCommit(
  { shadow }: Pick<Store, 'shadow'>,
  tree: string,
  parents: readonly string[],
  message: string,
): string {
  const who = `tos-tui <tos-tui@localhost> ${Math.floor(Date.now() / 1000)} +0000`
  const head = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${who}`, `committer ${who}`]
  const body = Buffer.from(`${head.join('\n')}\n\n${message}`)
  const bytes = Buffer.concat([Buffer.from(`commit ${body.length}\0`), body])
  const object = createHash(tree.length === 40 ? 'sha1' : 'sha256')
    .update(bytes)
    .digest('hex')
  const path = join(shadow.folder, 'objects', object.slice(0, 2), object.slice(2))
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) replaceFile(path, deflateSync(bytes), { mode: 0o444, isSynced: false })
  } catch (error) {
    throw new Failed(unwritable(path, error))
  }
  return object
}

/** All of a store's; what they name is told by the journal, they only keep it. */
export const refs = 'refs/tos/'

/** A ref as git's own file format has it: a process for each would cost more than a whole snapshot. */
export function setRef({ shadow }: Pick<Store, 'shadow'>, name: string, object: string): void {
  const path = join(shadow.folder, `${refs}${name}`)
  const isNew = !existsSync(path)
  try {
    mkdirSync(dirname(path), { recursive: true })
    replaceFile(path, Buffer.from(`${object}\n`))
    syncFolder(dirname(path))
  } catch (error) {
    // Its folder may not be synced though it stands there: who is told that it is not must not find it.
    try {
      if (isNew) rmSync(path, { force: true })
    } catch {
      // What was refused first is the cause.
    }
    throw new Failed(unwritable(path, error))
  }
}

/** Of what git said it had written, `count` objects are nowhere. */
export const notKept = (folder: string, count: number): Failed =>
  new Failed({
    what: `the disk did not keep ${count === 1 ? 'an object' : `${count} objects`} of the snapshot`,
    where: join(folder, 'objects'),
    remedy: "free some space or look after the disk ('dmesg' tells more), and try again",
    exitCode: exitCodes.failed,
  })

const unwritable = (path: string, error: unknown): Failure => ({
  what: `cannot be written (${causeOf(error)})`,
  where: path,
  remedy: 'free some space, or make the store of snapshots writable for this user, and try again',
  exitCode: exitCodes.failed,
})

export const dropRef = ({ shadow }: Pick<Store, 'shadow'>, name: string): Promise<Buffer> =>
  shadow.git.bytes(['update-ref', '--no-deref', '-d', `${refs}${name}`])

/** Of one that was set a moment ago; it takes no room, so that it works on a full disk. */
export const forgetRef = ({ shadow }: Pick<Store, 'shadow'>, name: string): void =>
  rmSync(join(shadow.folder, `${refs}${name}`), { force: true })
