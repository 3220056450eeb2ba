// What of a working tree travels, taken into the index of a store that is another host's soon: two gits where nothing changed.
import { closeSync, openSync, readSync } from 'node:fs'
import { withFolders } from './folder-modes.ts'
import { foldersOf } from './folders.ts'
import type { CallOptions } from './git.ts'
import { isEmptyFolder, isReadable, lookInto, lstatName, takeInto, walk } from './look.ts'
import { foldersAbove, joinZero, nameOf, splitZero, type Name } from './names.ts'
import { isNamedLikeSecret } from './secret-files.ts'
import type { Shadow } from './shadow.ts'
import { modesOf } from './modes.ts'

export interface CarryLookOptions {
  readonly shadow: Shadow
  /** Where objects may lie that the store does not have. */
  readonly reading: CallOptions
  /** Folders that travel whole, whatever git ignores. Names below the top. */
  readonly carried: readonly Name[]
  /** Absolute folders that never travel: the project's logs. */
  readonly left: readonly string[]
  /** A file that is only there until it has its name. */
  readonly isPassing: (name: Name) => boolean
  /** Bytes of a file that stays behind. */
  readonly maxFileBytes: number
}

export interface CarryLook {
  /** Did that change the index? */
  readonly isChanged: boolean
  readonly emptyFolders: readonly Name[]
  /** Permission bits that are not the usual ones, of all that the index holds. */
  readonly modes: Readonly<Record<string, number>>
}

/** Brings the index of the store to what lies on disk, again and again; `isNew`: another one did that to it since. */
export function openCarryLook({ shadow, reading, carried, left, isPassing, maxFileBytes }: CarryLookOptions) {
  const { repository, index, git } = shadow
  const { top } = repository
  const leftNames = new Set(left.map((path) => nameOf(path.slice(top.length + 1))))
  let held: ReadonlySet<Name> = new Set()
  let modes: Record<string, number> | null = null

  /** Asked anew when the index holds another number of them: a file may go while it is taken. */
  async function namesHeld(): Promise<ReadonlySet<Name>> {
    if (held.size !== entriesOf(index)) held = new Set(splitZero(await git.bytes(['ls-files', '-z'])))
    return held
  }

  async function forget(names: readonly Name[]): Promise<void> {
    if (names.length > 0)
      await git.bytes(['update-index', '-z', '--force-remove', '--stdin'], { input: joinZero(names) })
  }

  async function differing(): Promise<{ readonly changed: Name[]; readonly gone: Name[] }> {
    const said = splitZero(await git.bytes(['diff-files', '-z', '--raw', '--ignore-submodules=all'], reading))
    const changed: Name[] = []
    const gone: Name[] = []
    for (let i = 0; i + 1 < said.length; i += 2) (said[i]?.endsWith(' D') ? gone : changed).push(said[i + 1] ?? '')
    // Of a folder in the place of a file git shows nothing as long as the index has the file.
    if (gone.some((name) => lstatName(top, name)?.isDirectory() === true)) await forget(gone)
    return { changed, gone }
  }

  async function unknown() {
    const names = splitZero(await git.bytes(['ls-files', '-o', '-z', '--directory', '--exclude-standard']))
    const below = await lookInto(
      git,
      top,
      names.flatMap((name) => (name.endsWith('/') ? [name.slice(0, -1)] : [])),
    )
    const files = [...names.filter((name) => !name.endsWith('/')), ...below.files]
    return { files: files.filter((name) => !isNamedLikeSecret(name)), emptyFolders: below.emptyFolders }
  }

  async function look(isNew: boolean): Promise<CarryLook> {
    if (isNew) [held, modes] = [new Set(), null]
    const { changed, gone } = await differing()
    const fresh = await unknown()
    const present = carried.filter((name) => lstatName(top, name)?.isDirectory() === true)
    const inCarried = present.map((name) => walk(top, name, (each) => leftNames.has(each)))
    const before = present.length === 0 && modes !== null ? held : await namesHeld()
    const whole = inCarried.flatMap(({ files }) => files).filter((name) => !before.has(name))
    const wanted = [...new Set([...fresh.files, ...whole, ...changed])].filter(isTakeable)
    const taken = new Set(wanted)
    const out = [...gone, ...changed.filter((name) => !taken.has(name))]
    await forget(out)
    await takeInto(shadow, index, wanted)
    held = new Set([...before, ...wanted].filter((name) => !out.includes(name)))
    modes = { ...modes }
    for (const name of [...out, ...wanted]) Reflect.deleteProperty(modes, name)
    Object.assign(modes, modesOf({ repository }, isNew ? [...held] : wanted))
    const emptied = gone.flatMap(foldersAbove).filter((name) => isEmptyFolder(top, name))
    const empty = [...fresh.emptyFolders, ...inCarried.flatMap(({ emptyFolders }) => emptyFolders), ...emptied]
    // Those of folders change without a file that does.
    const folders = [...foldersOf([...held]), ...empty, ...empty.flatMap(foldersAbove)].filter(Boolean)
    modes = withFolders(modes, modesOf({ repository }, new Set(folders)))
    return { isChanged: out.length + wanted.length > 0, emptyFolders: [...new Set(empty)].toSorted(), modes }
  }

  function isTakeable(name: Name): boolean {
    if (name.endsWith('/') || isPassing(name)) return false
    const stat = lstatName(top, name)
    if (stat?.isSymbolicLink()) return true
    return stat?.isFile() === true && stat.size <= maxFileBytes && isReadable(top, name)
  }

  return look
}

/** How many names an index holds, by its head; -1 when it is not there. Source: gitformat-index(5). */
function entriesOf(path: string): number {
  const head = Buffer.alloc(12)
  try {
    const descriptor = openSync(path, 'r')
    try {
      return readSync(descriptor, head, 0, head.length, 0) === head.length ? head.readUInt32BE(8) : -1
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return -1
  }
}
