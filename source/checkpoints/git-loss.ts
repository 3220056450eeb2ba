// What git held at a snapshot and has lost since: then it comes back with the files. What was only moved since is not lost.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isRefName, readHead, refsBelow } from './find-repository.ts'
import { isInside, type GitState } from './git-state.ts'
import { existing } from './import.ts'
import { keptFiles, type Kept } from './kept-files.ts'
import { pathOf, toBytes, type Name } from './names.ts'
import { entryOf, isRealFolder, readPlain } from './plain-file.ts'
import type { SnapshotRecord } from './record.ts'
import type { Repository } from './repository.ts'
import { copyUserIndex } from './staged.ts'
import type { Store } from './store.ts'

export interface Loss {
  /** git cannot work here any more, or not on what it held: all of its state comes back. */
  readonly isRuined: boolean
  /** Else these alone. Refs that are gone: name -> object. */
  readonly refs: ReadonlyMap<string, string>
  /** Reflogs as they were, of those that have lost entries; the stash is one. */
  readonly logs: ReadonlyMap<Name, Buffer>
  readonly index: boolean
}

/** Null when nothing is lost, or nothing is known. */
export async function lossOf(store: Store, record: SnapshotRecord): Promise<Loss | null> {
  if (record.git === null) return null
  const nothing = { isRuined: false, refs: new Map<string, string>(), logs: new Map<Name, Buffer>(), index: false }
  if (await isRuined(store, record)) return { ...nothing, isRuined: true }
  const kept = await stateFiles(store, record.git)
  const now = refsBelow(store.repository, ['refs'])
  const refs = new Map([...refsOf(kept)].filter(([name]) => now[name] === undefined && !name.startsWith('refs/tos/')))
  const logs = lostLogs(kept, store.repository)
  // Where the stash stands is the last entry of its log.
  const stash = logs.get(stashLog)
  if (stash) refs.set('refs/stash', newOf(entriesIn(stash).at(-1) ?? ''))
  const index = record.git.staged !== null && (await hasLostIndex(store, record.tree.length / 2))
  return refs.size > 0 || logs.size > 0 || index ? { ...nothing, refs, logs, index } : null
}

/** Can git work here at all, and does it still hold the commit it stood on? */
export async function isRuined({ repository, shadow }: Store, { git, commit }: SnapshotRecord): Promise<boolean> {
  const { commonFolder } = repository
  if (git?.isInside && !isInside(repository)) return true
  const head = readHead(repository)
  if (head.isBroken || !isRealFolder(join(commonFolder, 'refs')) || !isRealFolder(join(commonFolder, 'objects')))
    return true
  const settings = join(commonFolder, 'config')
  if (readPlain(settings) === null) return true
  if ((await shadow.git.call(['config', '--no-includes', '--file', settings, '--list'])).code !== 0) return true
  if (!isLines(join(commonFolder, 'packed-refs'), /^(?:#.*|\^[0-9a-f]{40,64}|[0-9a-f]{40,64} refs\/.+|)$/)) return true
  if (!isLines(join(commonFolder, 'shallow'), /^(?:[0-9a-f]{40,64}|)$/)) return true
  const needed = [head.commit, commit].filter((object) => object !== null)
  const environment = { GIT_OBJECT_DIRECTORY: join(commonFolder, 'objects') }
  const held = await existing(shadow, needed, environment)
  return needed.some((object) => !held.has(object))
}

/** Is it a file of such lines, or not there? */
function isLines(path: string, line: RegExp): boolean {
  const bytes = readPlain(path)
  if (bytes === null) return entryOf(path) === null
  return bytes
    .toString('latin1')
    .split('\n')
    .every((each) => line.test(each))
}

/** What names refs, in the files of a state. */
async function stateFiles(store: Store, { own, common }: GitState): Promise<Kept[]> {
  const isWanted = (name: string) => /^(?:packed-refs|refs\/.+|logs\/.+)$/s.test(name)
  const trees = [own, ...(common === null ? [] : [common])]
  const found = await Promise.all(trees.map((tree) => keptFiles(store, tree, isWanted)))
  return found.flat()
}

const hash = /^(?:[0-9a-f]{64}|[0-9a-f]{40})$/

function refsOf(kept: readonly Kept[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name, bytes } of kept.toSorted(
    (a, b) => Number(b.name === 'packed-refs') - Number(a.name === 'packed-refs'),
  )) {
    const rows =
      name === 'packed-refs' ? bytes.toString('latin1').split('\n') : [`${bytes.toString('latin1').trim()} ${name}`]
    for (const row of rows) {
      const [object = '', ...rest] = row.split(' ')
      const ref = toBytes(rest.join(' ')).toString('utf8')
      if (hash.test(object) && isRefName(ref)) found.set(ref, object)
    }
  }
  return found
}

const stashLog = 'logs/refs/stash'
const entriesIn = (bytes: Buffer | null): string[] => bytes?.toString('latin1').split('\n').filter(Boolean) ?? []
const newOf = (entry: string): string => entry.split(' ')[1] ?? ''
/** An entry also names what stood before it, which changes when another entry is dropped. */
const withoutOld = (entry: string): string => entry.slice(entry.indexOf(' ') + 1)

/** Entries as they were, and behind them those that came since. */
function lostLogs(kept: readonly Kept[], { gitFolder, commonFolder }: Repository): Map<Name, Buffer> {
  const lost = new Map<Name, Buffer>()
  for (const { name, bytes } of kept) {
    if (!name.startsWith('logs/')) continue
    const folder = name.startsWith('logs/refs/') ? commonFolder : gitFolder
    const now = entriesIn(readPlain(pathOf(folder, name)))
    const held = new Set(now.map(withoutOld))
    const known = new Set(entriesIn(bytes).map(withoutOld))
    if ([...known].every((entry) => held.has(entry))) continue
    let last = newOf(entriesIn(bytes).at(-1) ?? '')
    const later = now
      .filter((entry) => !known.has(withoutOld(entry)))
      .map((entry) => {
        const line = `${last} ${withoutOld(entry)}\n`
        last = newOf(entry)
        return line
      })
    lost.set(name, Buffer.concat([bytes, Buffer.from(later.join(''), 'latin1')]))
  }
  return lost
}

/** Is it gone, or no index? git reads zeros behind the end of one that was cut off. `size` is that of a hash, in bytes. */
async function hasLostIndex(store: Store, size: number): Promise<boolean> {
  const bytes = readPlain(join(store.repository.gitFolder, 'index'))
  if (bytes === null || bytes.length < 12 + size) return true
  const [content, sum] = [bytes.subarray(0, -size), bytes.subarray(-size)]
  const isSummed = createHash(size === 20 ? 'sha1' : 'sha256')
    .update(content)
    .digest()
    .equals(sum)
  // Settings may leave the sum out.
  if (!isSummed && sum.some((byte) => byte !== 0)) return true
  const copy = copyUserIndex(store)
  if (copy === null) return true
  return (await store.shadow.git.call(['ls-files', '-s', '-z'], { environment: { GIT_INDEX_FILE: copy } })).code !== 0
}

/** For people. */
export function lossNotes(loss: Loss | null, target: string): string[] {
  if (loss === null) return []
  if (loss.isRuined) return ['git is broken here: HEAD, refs, index, reflogs and stash come back too']
  const names = [...loss.refs.keys()].map((name) => (name === 'refs/stash' ? 'the stash' : name))
  const parts = [
    ...names.slice(0, 5),
    ...(names.length > 5 ? [`${names.length - 5} more refs`] : []),
    ...(loss.index ? ['the index'] : []),
  ]
  return [`git has lost since ${target}, and gets back: ${parts.join(', ')}`]
}
