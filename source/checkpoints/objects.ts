// Objects and refs of our own in the user's repository. They are synced; they never start a collection.
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

export const setRef = (
  { repository, refs }: Pick<Store, 'repository' | 'refs'>,
  name: string,
  object: string,
): Promise<Buffer> => repository.git.bytes(['update-ref', '--no-deref', `${refs}${name}`, object])

export const dropRef = ({ repository, refs }: Pick<Store, 'repository' | 'refs'>, name: string): Promise<Buffer> =>
  repository.git.bytes(['update-ref', '--no-deref', '-d', `${refs}${name}`])
