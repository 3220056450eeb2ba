// Snapshots of versions that took in the program's own folders, its log among them: what is read of them leaves those out.
import { rmSync } from 'node:fs'
import { joinZero, shown, splitZero, type Name } from './names.ts'
import { writeTree } from './objects.ts'
import type { SnapshotRecord } from './record.ts'
import { isOwn } from './shadow.ts'
import type { Store } from './store.ts'

/** What the store's index holds of them. */
export const ownInIndex = async ({ shadow }: Store): Promise<Name[]> =>
  shadow.own.length === 0 ? [] : splitZero(await shadow.git.bytes(['ls-files', '-z', '--', ...shadow.own.map(shown)]))

/** The snapshot as it ought to be: the journal must not be put back to an earlier state. */
export async function withoutOwn<T extends SnapshotRecord>(store: Store, record: T): Promise<T> {
  const { shadow } = store
  if (shadow.own.length === 0) return record
  const words = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', record.tree, '--', ...shadow.own.map(shown)]
  const held = splitZero(await shadow.git.bytes(words))
  if (held.length === 0) return record
  const index = `${shadow.index}.part`
  const environment = { GIT_INDEX_FILE: index }
  rmSync(index, { force: true })
  await shadow.git.bytes(['read-tree', record.tree], { environment })
  await shadow.git.bytes(['update-index', '-z', '--force-remove', '--stdin'], { input: joinZero(held), environment })
  const isKept = (name: string): boolean => !isOwn(shadow, name.replace(/\/$/, ''))
  return {
    ...record,
    tree: await writeTree(store, index),
    emptyFolders: record.emptyFolders.filter(isKept),
    leftOut: record.leftOut.filter(({ path }) => isKept(path)),
    modes: Object.fromEntries(Object.entries(record.modes).filter(([name]) => isKept(name))),
  }
}
