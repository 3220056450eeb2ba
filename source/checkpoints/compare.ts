// Two trees compared, and with the disk: what a restoring would write, delete, or find in its way.
import { existsSync } from 'node:fs'
import { exitCodes, Failed } from '../core/failure.ts'
import { belowFolders } from './inside.ts'
import { lstatName, walk } from './look.ts'
import { foldersAbove, pathOf, shown, splitZero, type Name } from './names.ts'
import { describeNames } from './shadow.ts'
import type { Store } from './store.ts'

interface Entry {
  readonly name: Name
  readonly status: string
  readonly oldMode: string
  readonly newMode: string
  /** What the second tree holds; zeros where it holds nothing. */
  readonly object: string
}

export const isSubmodule = (mode: string): boolean => mode === '160000'

/** Differences of two trees, file by file. */
export async function diffTrees({ shadow }: Store, from: string, to: string): Promise<Entry[]> {
  const parts = splitZero(await shadow.git.bytes(['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to]))
  const entries: Entry[] = []
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [oldMode = '', newMode = '', , object = '', status = ''] = (parts[i] ?? '').slice(1).split(' ')
    entries.push({ name: parts[i + 1] ?? '', status, oldMode, newMode, object })
  }
  return entries
}

/** For reading: a table of files with the lines that came and went, then the lines. Big files are only named. */
export const patchOf = ({ shadow }: Store, from: string, to: string): Promise<string> =>
  shadow.git.text(
    ['diff-tree', '-r', '--patch-with-stat', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-color', from, to],
    {
      config: ['core.bigFileThreshold=1m', 'diff.noprefix=false', 'diff.mnemonicPrefix=false', 'core.quotePath=false'],
    },
  )

export interface Compared {
  readonly created: readonly Name[]
  readonly changed: readonly Name[]
  /** Files on disk that the first tree does not hold and the second would overwrite. */
  readonly extra: readonly Name[]
  readonly notes: readonly string[]
  /** In the tree, not in the target. */
  readonly gone: readonly Name[]
  /** Ignored files where the target has a folder, or below what the target has as a file. */
  readonly inTheWay: readonly Name[]
}

/** `holdsNested`: what lies in repositories inside the working tree is in both. */
export async function compare(store: Store, from: string, to: string, holdsNested: boolean): Promise<Compared> {
  const { top } = store.repository
  const created: Name[] = []
  const changed: Name[] = []
  const gone: Name[] = []
  const extra = new Set<Name>()
  const inTheWay = new Set<Name>()
  const modules: Name[] = []
  // Behind a link nothing is in the way: the link goes.
  const isBelow = belowFolders(top)
  const seen = new Map<Name, boolean>()
  const entries = await diffTrees(store, from, to)
  const leaves = new Set(entries.flatMap(({ name, status }) => (status === 'D' ? [name] : [])))
  for (const { name, status, oldMode, newMode } of entries) {
    if (isSubmodule(oldMode) || isSubmodule(newMode)) {
      modules.push(name)
      if (!isSubmodule(newMode) && status !== 'D') refuseNested(name)
      continue
    }
    if (status === 'D') gone.push(name)
    else if (status !== 'A') changed.push(name)
    else {
      for (const folder of foldersAbove(name)) lookIntoFolder(folder)
      const stat = isBelow(name) ? lstatName(top, name) : undefined
      if (stat?.isDirectory()) lookBelow(name)
      if (stat && !stat.isDirectory()) {
        changed.push(name)
        extra.add(name)
      } else created.push(name)
    }
  }
  return { created, changed, gone, extra: [...extra], inTheWay: [...inTheWay], notes: moduleNotes(modules) }

  /** A folder the target wants: a repository of its own must not be written into, an ignored file there goes. */
  function lookIntoFolder(folder: Name): void {
    if (seen.has(folder)) return
    seen.set(folder, true)
    const stat = isBelow(folder) ? lstatName(top, folder) : undefined
    if (!stat) return
    if (!stat.isDirectory()) {
      if (leaves.has(folder)) return
      extra.add(folder)
      inTheWay.add(folder)
    } else if (!holdsNested && existsSync(pathOf(top, `${folder}/.git`))) refuseNested(folder)
  }

  /** A folder where the target has a file: all below it goes. */
  function lookBelow(folder: Name): void {
    const { files, nested } = walk(top, folder)
    if (nested[0] !== undefined) refuseNested(nested[0])
    for (const name of files)
      if (!leaves.has(name)) {
        extra.add(name)
        inTheWay.add(name)
      }
  }
}

const moduleNotes = (names: readonly Name[]): string[] =>
  names.length === 0 ? [] : [`submodules stay as they are; what is recorded of them changes: ${describeNames(names)}`]

function refuseNested(name: Name): never {
  throw new Failed({
    what: `a repository of its own stands where the target has files: ${shown(name)}`,
    remedy: 'move it away and try again',
    exitCode: exitCodes.failed,
  })
}
