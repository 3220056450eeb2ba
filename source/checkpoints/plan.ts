// What a restoring will touch, found out beforehand: every file it writes or deletes, ignored ones too.
import { join } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import { compare, diffTrees, isSubmodule } from './compare.ts'
import { unignored } from './ignore.ts'
import { isEmptyFolder, lstatName } from './look.ts'
import { nameOf, shown, splitZero, type Name } from './names.ts'
import type { SnapshotRecord } from './record.ts'
import { isWithin } from './remade.ts'
import type { Taken } from './take.ts'
import { isOwn } from './shadow.ts'
import type { Store } from './store.ts'

export interface Plan {
  readonly created: readonly Name[]
  readonly changed: readonly Name[]
  readonly deleted: readonly Name[]
  /** Empty folders that go. */
  readonly folders: readonly Name[]
  /** Empty folders of the target that are there already, perhaps ignored. */
  readonly present: readonly Name[]
  /** Of the changed and deleted ones those that the tree does not hold: ignored, or too big. */
  readonly extra: readonly Name[]
  /** Files that stay although the target knows nothing of them. */
  readonly kept: readonly Name[]
  /** Files git was told to take for unchanged; it would refuse to reset them. */
  readonly trusted: readonly Name[]
  readonly notes: readonly string[]
}

/** Rollback to a commit: what `git reset --hard` and `git clean -fd` in the project root will do. */
export async function planReset(store: Store, taken: Taken, commit: string): Promise<Plan> {
  const { repository, shadow } = store
  const tree = await shadow.git.text(['rev-parse', `${commit}^{tree}`])
  await refuseColliding(store, tree)
  const plan = await compare(store, taken.tree, tree, false)
  const entries = splitZero(await repository.git.bytes(['ls-files', '-v', '-z', '--full-name', '--', ':/'], noLiteral))
  const tracked = new Set(entries.map((entry) => entry.slice(2)))
  // git leaves these alone, whatever the target holds of them.
  const skipped = new Set(entries.flatMap((entry) => (/^s/i.test(entry) ? [entry.slice(2)] : [])))
  const isInside = (name: Name) => name.startsWith(repository.prefix)
  const goes = (name: Name) => tracked.has(name) || isInside(name)
  // `git clean` leaves repositories alone.
  const nested = new Set(taken.look.nested.map((name) => `${name}/`))
  const isNested = (name: Name) => isWithin(name, nested) && !tracked.has(name)
  const inTree = new Set(plan.created.concat(plan.changed))
  // What tools make again is not in the tree, but `git clean` takes it where no rule ignores it.
  const unheld = taken.look.remade.length > 0 ? await looseIn(store) : []
  const leftOut = [...taken.leftOut.map(({ path }) => path), ...unheld].filter(
    (name) => !name.endsWith('/') && !inTree.has(name) && goes(name) && !isNested(name),
  )
  const candidates = [
    ...plan.gone.filter((name) => !tracked.has(name) && isInside(name) && !isNested(name)),
    ...leftOut.filter((name) => !tracked.has(name)),
  ]
  const rules = await unignored(store, { tree: taken.tree, target: tree, tracked, candidates })
  const stays = new Set(rules.stay)
  const deleted = plan.gone.filter((name) => goes(name) && !stays.has(name) && !isNested(name))
  const big = leftOut.filter((name) => !stays.has(name))
  const found = rules.found.filter((name) => isInside(name) && !inTree.has(name))
  const changed = await reallyChanged(store, commit, plan.changed, tracked)
  const all = {
    ...plan,
    created: plan.created.filter((name) => !skipped.has(name)),
    changed: changed.filter((name) => !skipped.has(name)),
    deleted: [...new Set([...deleted, ...plan.inTheWay, ...big, ...found])],
    extra: [...new Set([...plan.extra, ...big, ...found])],
    folders: taken.look.emptyFolders.filter(isInside),
    present: [],
    kept: [],
    trusted: entries.flatMap((entry) => (/^[a-z]/.test(entry) ? [entry.slice(2)] : [])),
  }
  refuseLogs(store, [...all.created, ...all.changed, ...all.deleted])
  return all
}

/** Files that no rule ignores and the store's index does not know. */
const looseIn = async ({ shadow }: Store): Promise<Name[]> =>
  splitZero(await shadow.git.bytes(['ls-files', '-o', '-z', '--exclude-standard']))

/** A call whose pathspec `:/` (the whole tree) is meant as such. */
const noLiteral = { environment: { GIT_LITERAL_PATHSPECS: '0' } }

/** Files as a snapshot holds them. */
export async function planFiles(store: Store, taken: Taken, record: SnapshotRecord, next?: Next): Promise<Plan> {
  const plan = await compare(store, taken.tree, record.tree, record.v === 2)
  const unknown = new Set([...record.leftOut, ...record.remade].map(({ path }) => path))
  const held = new Set(plan.created.concat(plan.changed))
  // Too big now, and the snapshot does not know it: it came later.
  const big = taken.leftOut
    .map(({ path }) => path)
    .filter((name) => !name.endsWith('/') && !held.has(name) && !isWithin(name, unknown))
  const still = new Set(record.emptyFolders)
  const folders = taken.look.emptyFolders.filter((name) => !still.has(name))
  const chmods = otherModes(store, record, new Set([...plan.created, ...plan.changed, ...plan.gone]))
  const later = next ? await cameLater(store, next, record) : { files: new Set<Name>(), folders: new Set<Name>() }
  // What was ignored then is not in an old snapshot, and was there all the same.
  const candidates = [...plan.gone, ...folders.map((name) => `${name}/`)]
  const isOld = record.v === 1
  const rules = isOld
    ? await unignored(store, { tree: taken.tree, target: record.tree, tracked: new Set(), candidates })
    : { stay: plan.gone.filter((name) => isWithin(name, unknown)) }
  const isLater = (name: Name) => later.files.has(name) || later.folders.has(name.slice(0, -1))
  const stays = new Set([...unknown, ...rules.stay.filter((name) => !isLater(name))])
  const deleted = plan.gone.filter((name) => !stays.has(name))
  const hidden = await hiddenOf(store, taken, later)
  return {
    ...plan,
    changed: [...plan.changed, ...chmods],
    deleted: [...new Set([...deleted, ...plan.inTheWay, ...big, ...hidden.files])],
    extra: [...new Set([...plan.extra, ...big, ...hidden.files])],
    folders: [...folders.filter((name) => !stays.has(`${name}/`)), ...hidden.folders],
    present: record.emptyFolders.filter((name) => isEmptyFolder(store.repository.top, name)),
    kept: plan.gone.filter((name) => stays.has(name)),
    trusted: [],
    notes: [
      ...plan.notes,
      ...record.leftOut.map(({ path, why }) => `${shown(path)} is not in ${record.id} (${why}) and stays as it is`),
    ],
  }
}

/** Files with the same content and other permissions. */
function otherModes({ memory }: Store, record: SnapshotRecord, others: ReadonlySet<Name>): Name[] {
  const now = memory.modes ?? {}
  const names = new Set([...Object.keys(now), ...Object.keys(record.modes)])
  return [...names].filter((name) => !name.endsWith('/') && !others.has(name) && now[name] !== record.modes[name])
}

/** What the working tree became after a snapshot: the target of the rollback, or what an undo brought back. */
export interface Next {
  /** A tree, or a commit with one. */
  readonly tree: string
  readonly emptyFolders: readonly Name[]
}

interface Later {
  readonly files: ReadonlySet<Name>
  readonly folders: ReadonlySet<Name>
}

/** What came with it: a rollback saves all it touches, so this was surely not there before. */
async function cameLater(store: Store, next: Next, record: SnapshotRecord): Promise<Later> {
  const entries = (await diffTrees(store, next.tree, record.tree)).filter(({ name }) => !isOwn(store.shadow, name))
  const files = entries.filter(({ status, oldMode }) => status === 'D' && !isSubmodule(oldMode)).map(({ name }) => name)
  const still = new Set(record.emptyFolders)
  const folders = next.emptyFolders.filter((name) => !still.has(name) && !isOwn(store.shadow, name))
  return { files: new Set(files), folders: new Set(folders) }
}

/** Of that, what today's rules ignore: the tree does not hold it. */
async function hiddenOf(
  store: Store,
  taken: Taken,
  { files, folders }: Later,
): Promise<{ files: Name[]; folders: Name[] }> {
  const { shadow, repository } = store
  if (files.size === 0 && folders.size === 0) return { files: [], folders: [] }
  const held = new Set(splitZero(await shadow.git.bytes(['ls-tree', '-r', '-z', '--name-only', taken.tree])))
  const known = new Set(taken.look.emptyFolders)
  const isFile = (name: Name) => lstatName(repository.top, name)?.isDirectory() === false
  return {
    files: [...files].filter((name) => !held.has(name) && isFile(name)),
    folders: [...folders].filter((name) => !known.has(name)),
  }
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

const overlooking = String.raw`^core\.(autocrlf|filemode|symlinks)$`

/** Where git converts line ends, or overlooks links and permissions, another file may be the same to it; it tells itself, on a copy of its index. */
async function reallyChanged(
  store: Store,
  commit: string,
  names: readonly Name[],
  tracked: ReadonlySet<Name>,
): Promise<readonly Name[]> {
  const { repository, shadow } = store
  const converts = [...tracked].some((name) => name === '.gitattributes' || name.endsWith('/.gitattributes'))
  const said = await repository.git.call(['config', '--get-regexp', overlooking])
  const isSame = said.out
    .toString()
    .split('\n')
    .every((line) => /^(?:|core\.autocrlf false|core\.(?:filemode|symlinks) true)$/.test(line))
  if (names.length === 0 || (!converts && isSame)) return names
  const environment = { GIT_INDEX_FILE: join(shadow.scratch, 'staged') }
  await repository.git.call(['update-index', '-q', '--refresh'], { environment, writes: [shadow.scratch] })
  const args = ['diff-index', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', commit]
  const differ = new Set(splitZero(await repository.git.bytes(args, { environment })))
  return names.filter((name) => differ.has(name) || !tracked.has(name))
}
