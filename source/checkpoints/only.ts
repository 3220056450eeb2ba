// Some files of a snapshot: the present with these as the snapshot holds them, told as a snapshot of its own.
import { copyFileSync } from 'node:fs'
import { exitCodes, Failed } from '../core/failure.ts'
import { diffTrees, isSubmodule } from './compare.ts'
import { shown, splitZero, toBytes, type Name } from './names.ts'
import { writeTree } from './objects.ts'
import type { Saved } from './record.ts'
import { isWithin } from './remade.ts'
import type { Store } from './store.ts'
import type { Taken } from './take.ts'

/** Is it one of the wanted, or below one of them? */
const isOf = (wanted: readonly Name[], name: Name): boolean =>
  wanted.some((one) => name === one || name.startsWith(`${one}/`))

/**
 * Everything but the wanted files and folders is as it was taken, so whatever is planned from it touches these alone.
 * @throws Failed when the snapshot cannot tell what they were
 */
export async function onlyOf(store: Store, taken: Taken, record: Saved, wanted: readonly Name[]): Promise<Saved> {
  const { shadow, memory } = store
  const entries = (await diffTrees(store, taken.tree, record.tree)).filter(({ name }) => isOf(wanted, name))
  for (const one of wanted)
    await refuseUnknown(
      store,
      record,
      one,
      entries.map(({ name }) => name),
    )
  const module = entries.find(({ oldMode, newMode }) => isSubmodule(oldMode) || isSubmodule(newMode))
  if (module) throw refused(record, module.name, 'it is a submodule')
  // What an old snapshot or a commit does not hold may have been ignored then: it is not known to have been away.
  const isWhole = record.v === 2 && record.kind !== 'checkpoint'
  const unheld = new Map(
    [...record.leftOut, ...record.remade.map(({ path }) => ({ path, why: 'a tool makes it again' }))].map(
      ({ path, why }) => [path, why],
    ),
  )
  for (const { name, status } of entries) {
    if (status !== 'D') continue
    const why = [...unheld].find(([path]) => isWithin(name, new Set([path])))?.[1]
    if (why !== undefined || !isWhole) throw refused(record, name, why ?? 'git may have ignored it')
  }
  const index = `${shadow.index}.part`
  copyFileSync(shadow.index, index)
  const none = '0'.repeat(taken.tree.length)
  const rows = entries.map(({ name, status, newMode, object }) =>
    status === 'D' ? `0 ${none}\t${name}\0` : `${newMode} ${object}\t${name}\0`,
  )
  const environment = { GIT_INDEX_FILE: index }
  if (rows.length > 0)
    await shadow.git.bytes(['update-index', '-z', '--replace', '--index-info'], {
      input: toBytes(rows.join('')),
      environment,
    })
  const isKept = (name: Name) => !isOf(wanted, name)
  return {
    ...record,
    v: 2,
    tree: await writeTree(store, index),
    emptyFolders: [...taken.look.emptyFolders],
    nested: [...taken.look.nested],
    leftOut: [...taken.leftOut],
    remade: [...taken.look.remade],
    modes: { ...pick(memory.modes ?? {}, isKept), ...pick(record.modes, (name) => isOf(wanted, name)) },
    git: null,
    whole: null,
  }
}

const pick = <T>(from: Readonly<Record<string, T>>, isWanted: (name: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => isWanted(name)))

/** A name that neither the snapshot nor the working tree has is a slip of the pen. */
async function refuseUnknown({ shadow }: Store, record: Saved, wanted: Name, found: readonly Name[]): Promise<void> {
  if (found.some((name) => isOf([wanted], name))) return
  const names = splitZero(await shadow.git.bytes(['ls-tree', '-r', '-z', '--name-only', '--full-tree', record.tree]))
  if (names.some((name) => isOf([wanted], name))) return
  const left = record.leftOut.find(({ path }) => path.replace(/\/$/, '') === wanted)
  throw refused(record, wanted, left?.why ?? 'it holds no such file, and there is none now')
}

const refused = ({ id }: Saved, name: Name, why: string): Failed =>
  new Failed({
    what: `${id} cannot bring back ${shown(name)}: ${why}`,
    remedy: `'tos checkpoints show ${id}' says what it holds`,
    exitCode: exitCodes.failed,
  })
