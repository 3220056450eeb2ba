// Did the disk keep what git wrote? A git that syncs in batches moves its objects into place at the end, and says nothing when the disk
// refuses that: a snapshot would name content that is nowhere, and the index would take it for held for ever.
import { lstatName } from './look.ts'
import { notKept } from './objects.ts'
import { forgetIndex, type Store } from './store.ts'

/** Of `tree`, that which is not in `before` too. @throws Failed; the next snapshot hashes every file again. */
export async function refuseLost(store: Store, tree: string, before: string | null): Promise<void> {
  const { shadow } = store
  const { git, folder } = shadow
  const since = before === null ? [] : ['--not', before]
  const { code, out } = await git.call([
    'rev-list',
    '--objects',
    '--no-object-names',
    '--missing=print',
    tree,
    ...since,
  ])
  const missing = out
    .toString('latin1')
    .split('\n')
    .flatMap((line) => (line.startsWith('?') ? [line.slice(1)] : []))
  const lost = code === 0 ? await withoutElsewhere(shadow, missing) : [tree]
  if (lost.length === 0) return
  forgetIndex(store)
  throw notKept(folder, lost.length)
}

/** Files of a partial clone that were never checked out are held by its remote. */
async function withoutElsewhere({ git, repository: { top } }: Store['shadow'], missing: string[]): Promise<string[]> {
  if (missing.length === 0) return []
  const listed = (await git.bytes(['ls-files', '-s', '-z'])).toString('latin1').split('\0').filter(Boolean)
  const away = new Set<string>()
  for (const row of listed) {
    const [, object = '', name = ''] = /^\d+ ([0-9a-f]+) \d\t(.*)$/s.exec(row) ?? []
    if (lstatName(top, name) === undefined) away.add(object)
  }
  return missing.filter((object) => !away.has(object))
}
