// Which files `git clean` will take after a reset: the target's ignore rules decide, not today's.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ignoredOf } from './ignored.ts'
import { diffTrees } from './compare.ts'
import { fromBytes, joinZero, pathOf, splitZero, toBytes, type Name } from './names.ts'
import { isRules } from './shadow.ts'
import type { Store } from './store.ts'

export interface Question {
  /** The working tree as it is. */
  readonly tree: string
  readonly target: string
  /** What the user's index holds. */
  readonly tracked: ReadonlySet<Name>
  /** Untracked files that today's rules do not ignore, and folders, which end with a slash. */
  readonly candidates: readonly Name[]
}

export interface Unignored {
  /** Candidates that the target's rules ignore: they stay. */
  readonly stay: readonly Name[]
  /** Files ignored today that the target's rules do not ignore: they go. */
  readonly found: readonly Name[]
}

/** Nothing when no rule differs. */
export async function unignored(store: Store, { tree, target, tracked, candidates }: Question): Promise<Unignored> {
  const { shadow } = store
  const differ = (await diffTrees(store, tree, target)).some(({ name }) => isRules(name))
  if (!differ) {
    // Once tracked, ignored by now: the shadow still holds them.
    const hidden = new Set(splitZero(await shadow.git.bytes(['ls-files', '-c', '-i', '-z', '--exclude-standard'])))
    return { stay: candidates.filter((name) => hidden.has(name)), found: [] }
  }
  const ignored = splitZero(await shadow.git.bytes(['ls-files', '-o', '-i', '-z', '--exclude-standard']))
  const folder = join(shadow.scratch, 'rules')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  try {
    await layOutRules(
      store,
      folder,
      target,
      [...candidates, ...ignored].filter((name) => isRules(name) && !tracked.has(name)),
    )
    for (const name of candidates)
      // A rule may be for folders only: git asks the disk.
      if (name.endsWith('/')) mkdirSync(pathOf(folder, name), { recursive: true })
    const bare = (name: Name) => name.replace(/\/$/, '')
    const kept = new Set(await ignoredOf(shadow.git, [...candidates.map(bare), ...ignored], { GIT_WORK_TREE: folder }))
    return {
      stay: candidates.filter((name) => kept.has(bare(name))),
      found: ignored.filter((name) => !kept.has(name) && !tracked.has(name)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The ignore files as they will lie after the reset: the target's, and those git does not know. */
async function layOutRules(
  { shadow, repository }: Store,
  folder: string,
  target: string,
  own: readonly Name[],
): Promise<void> {
  const environment = { GIT_INDEX_FILE: join(shadow.scratch, 'rules.index'), GIT_WORK_TREE: folder }
  for (const name of own) {
    const to = fromBytes(pathOf(folder, name))
    mkdirSync(toBytes(dirname(to)), { recursive: true })
    copyFileSync(pathOf(repository.top, name), toBytes(to))
  }
  rmSync(environment.GIT_INDEX_FILE, { force: true })
  await shadow.git.bytes(['read-tree', target], { environment })
  const names = splitZero(await shadow.git.bytes(['ls-files', '-z'], { environment })).filter(isRules)
  await shadow.git.bytes(['checkout-index', '-f', '-z', '--stdin'], { environment, input: joinZero(names) })
  rmSync(environment.GIT_INDEX_FILE, { force: true })
}
