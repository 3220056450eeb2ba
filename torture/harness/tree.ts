// What a project holds for its people: every file with its content and mode, without empty folders, git and the logs.
import { filesOf } from '../../test/helpers/worktree.ts'

/** One text for one state; equal texts are equal trees. */
export const treeOf = (root: string): string =>
  Object.entries(filesOf(root))
    .filter(([, what]) => !what.startsWith('folder '))
    .map(([name, what]) => `${name} ${what}`)
    .toSorted()
    .join('\n')
