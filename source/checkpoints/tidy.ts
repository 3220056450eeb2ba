// Tidies the store as git tidies a repository: packs what lies loose, drops what no snapshot holds any more and is old.
import { rmSync } from 'node:fs'
import { existing } from './import.ts'
import { setRef } from './objects.ts'
import { awayFromTree } from './shadow.ts'
import { listStore, writeMemory, type Store } from './store.ts'

/** git's own measure (gc.auto): so many loose objects are worth the work. */
const looseObjects = 6700
/** git's own, too (gc.pruneExpire): what is younger may be in use by somebody who only looks. */
const youngest = '2.weeks.ago'

/** False when there is too little to do. Named snapshots stay, also those whose ref is gone. @throws GitFailed; nothing is lost then */
export async function tidy(store: Store, { atLeast = looseObjects, expire = youngest } = {}): Promise<boolean> {
  store.check()
  const { shadow, memory } = store
  const { git, index } = shadow
  const loose = Number(/^count: (\d+)$/m.exec(await git.text(['count-objects', '-v']))?.[1])
  if (!(loose >= atLeast)) return false
  // The journal says which there are; a ref is what git keeps them by.
  for (const { id, object } of await listStore(store)) setRef(store, id, object)
  await git.bytes(['repack', '-A', '-d', '-l', '-q', '--no-write-bitmap-index'], awayFromTree(shadow))
  await git.bytes(['prune', `--expire=${expire}`])
  // What need not be found out again may be gone with snapshots that were given up.
  const { taken, last, state } = memory
  const needed = [
    taken?.tree,
    last?.object,
    state?.git.own,
    state?.git.common,
    state?.git.staged,
    ...(state?.keeps ?? []),
  ]
  const names = needed.filter((name) => typeof name === 'string')
  const held = await existing(shadow, names)
  if (names.every((name) => held.has(name))) return true
  Object.assign(memory, { taken: null, last: null, state: null })
  for (const name of ['own', 'common']) rmSync(`${index}.${name}`, { force: true })
  writeMemory(store)
  return true
}
