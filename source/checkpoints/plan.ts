// What a restoring will touch, found out beforehand: every file it writes or deletes, ignored ones too.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import { unignored } from './ignore.ts'
import { lstatName, walk } from './look.ts'
import { foldersAbove, nameOf, pathOf, shown, splitZero, type Name } from './names.ts'
import type { SnapshotRecord } from './record.ts'
import { describeNames } from './shadow.ts'
import type { Taken } from './snapshot.ts'
import type { Store } from './store.ts'

export interface Plan {
  readonly created: readonly Name[]
  readonly changed: readonly Name[]
  readonly deleted: readonly Name[]
  /** Empty folders that go. */
  readonly folders: readonly Name[]
  /** Of the changed and deleted ones those that the tree does not hold: ignored, or too big. */
  readonly extra: readonly Name[]
  /** Files that stay although the target knows nothing of them. */
  readonly kept: readonly Name[]
  readonly notes: readonly string[]
}

interface Entry {
  readonly name: Name
  readonly status: string
  readonly oldMode: string
  readonly newMode: string
}

const isSubmodule = (mode: string): boolean => mode === '160000'

/** Differences of two trees, file by file. */
export async function diffTrees({ shadow }: Store, from: string, to: string): Promise<Entry[]> {
  const parts = splitZero(await shadow.git.bytes(['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to]))
  const entries: Entry[] = []
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [oldMode = '', newMode = '', , , status = ''] = (parts[i] ?? '').slice(1).split(' ')
    entries.push({ name: parts[i + 1] ?? '', status, oldMode, newMode })
  }
  return entries
}

/** Rollback to a commit: what `git reset --hard` and `git clean -fd` in the project root will do. */
export async function planReset(store: Store, taken: Taken, commit: string): Promise<Plan> {
  const { repository, shadow } = store
  const tree = await shadow.git.text(['rev-parse', `${commit}^{tree}`])
  await refuseColliding(store, tree)
  const plan = await compare(store, taken.tree, tree)
  const tracked = new Set(
    splitZero(await repository.git.bytes(['ls-files', '-z', '--full-name', '--', ':/'], noLiteral)),
  )
  const isInside = (name: Name) => name.startsWith(repository.prefix)
  const goes = (name: Name) => tracked.has(name) || isInside(name)
  const inTree = new Set(plan.created.concat(plan.changed))
  const leftOut = taken.leftOut.map(({ path }) => path).filter((name) => !inTree.has(name) && goes(name))
  const candidates = [
    ...plan.gone.filter((name) => !tracked.has(name) && isInside(name)),
    ...leftOut.filter((name) => !tracked.has(name)),
  ]
  const rules = await unignored(store, { tree: taken.tree, target: tree, tracked, candidates })
  const stays = new Set(rules.stay)
  const deleted = plan.gone.filter((name) => goes(name) && !stays.has(name))
  const big = leftOut.filter((name) => !stays.has(name))
  const found = rules.found.filter((name) => isInside(name) && !inTree.has(name))
  const changed = await reallyChanged(store, commit, plan.changed, tracked)
  const all = {
    ...plan,
    changed,
    deleted: [...new Set([...deleted, ...plan.inTheWay, ...big, ...found])],
    extra: [...new Set([...plan.extra, ...big, ...found])],
    folders: taken.look.emptyFolders.filter(isInside),
    kept: [],
  }
  refuseLogs(store, [...all.created, ...all.changed, ...all.deleted])
  return all
}

/** A call whose pathspec `:/` (the whole tree) is meant as such. */
const noLiteral = { environment: { GIT_LITERAL_PATHSPECS: '0' } }

/** Files as a snapshot holds them. */
export async function planFiles(store: Store, taken: Taken, record: SnapshotRecord): Promise<Plan> {
  const plan = await compare(store, taken.tree, record.tree)
  const unknown = new Set(record.leftOut.map(({ path }) => path))
  const held = new Set(plan.created.concat(plan.changed))
  // Too big now, and the snapshot does not know it: it came later.
  const big = taken.leftOut.map(({ path }) => path).filter((name) => !held.has(name) && !unknown.has(name))
  const deleted = plan.gone.filter((name) => !unknown.has(name))
  const still = new Set(record.emptyFolders)
  return {
    ...plan,
    deleted: [...new Set([...deleted, ...plan.inTheWay, ...big])],
    extra: [...new Set([...plan.extra, ...big])],
    folders: taken.look.emptyFolders.filter((name) => !still.has(name)),
    kept: plan.gone.filter((name) => unknown.has(name)),
    notes: [
      ...plan.notes,
      ...record.leftOut.map(({ path, why }) => `${shown(path)} is not in ${record.id} (${why}) and stays as it is`),
    ],
  }
}

interface Compared extends Pick<Plan, 'created' | 'changed' | 'extra' | 'notes'> {
  /** In the tree, not in the target. */
  readonly gone: readonly Name[]
  /** Ignored files where the target has a folder, or below what the target has as a file. */
  readonly inTheWay: readonly Name[]
}

async function compare(store: Store, from: string, to: string): Promise<Compared> {
  const { top } = store.repository
  const created: Name[] = []
  const changed: Name[] = []
  const gone: Name[] = []
  const extra = new Set<Name>()
  const inTheWay = new Set<Name>()
  const modules: Name[] = []
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
      const stat = lstatName(top, name)
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
    const stat = lstatName(top, folder)
    if (!stat) return
    if (!stat.isDirectory()) {
      if (leaves.has(folder)) return
      extra.add(folder)
      inTheWay.add(folder)
    } else if (existsSync(pathOf(top, `${folder}/.git`))) refuseNested(folder)
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

/** The journal must not be put back to an earlier state: it tells what happens here. */
function refuseLogs({ repository, logs }: Store, touched: readonly Name[]): void {
  const folder = `${nameOf(logs.slice(repository.top.length + 1))}/`
  const own = touched.find((name) => name.startsWith(folder) && !name.slice(folder.length).startsWith('.'))
  if (own === undefined) return
  throw new Failed({
    what: `git keeps ${shown(own)}, and a rollback must not touch the log folder`,
    remedy: `add '/${shown(folder)}' to .gitignore, 'git rm -r --cached' what git keeps of it, and choose a commit without it`,
    exitCode: exitCodes.failed,
  })
}

/** Names that differ only in case would overwrite each other where the disk does not tell them apart. */
async function refuseColliding({ repository, shadow }: Store, tree: string): Promise<void> {
  const setting = await repository.git.call(['config', '--type=bool', '--get', 'core.ignorecase'])
  if (setting.out.toString().trim() !== 'true') return
  const seen = new Map<string, string>()
  for (const name of splitZero(await shadow.git.bytes(['ls-tree', '-r', '-z', '--name-only', '--full-tree', tree]))) {
    const text = shown(name)
    const folded = text.normalize('NFC').toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined)
      throw new Failed({
        what: `the target holds names that this disk does not tell apart: ${other} and ${text}`,
        remedy: 'choose another one, or roll back on a case-sensitive disk',
        exitCode: exitCodes.failed,
      })
    seen.set(folded, text)
  }
}

/** Where line ends or filters convert, other bytes may be the same file; git itself tells, on a copy of its index. */
async function reallyChanged(
  store: Store,
  commit: string,
  names: readonly Name[],
  tracked: ReadonlySet<Name>,
): Promise<readonly Name[]> {
  const { repository, shadow } = store
  const converts = [...tracked].some((name) => name === '.gitattributes' || name.endsWith('/.gitattributes'))
  const setting = await repository.git.call(['config', '--get', 'core.autocrlf'])
  if (names.length === 0 || (!converts && ['', 'false'].includes(setting.out.toString().trim()))) return names
  const environment = { GIT_INDEX_FILE: join(shadow.folder, 'staged') }
  await repository.git.call(['update-index', '-q', '--refresh'], { environment })
  const args = ['diff-index', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', commit]
  const differ = new Set(splitZero(await repository.git.bytes(args, { environment })))
  return names.filter((name) => differ.has(name) || !tracked.has(name))
}
