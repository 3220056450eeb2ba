// Folders remembered with their times: as long as none has changed, no file in them can be new.
import { lstatSync, statfsSync, type BigIntStats } from 'node:fs'
import { join } from 'node:path'
import type { LeftOut } from '../core/event-checkpoint.ts'
import { usualFolder, type Modes } from './folder-modes.ts'
import { foldersAbove, pathOf, type Name } from './names.ts'
import { stamp } from './repository.ts'
import type { Remade } from './remade.ts'
import type { Shadow } from './shadow.ts'

/** What a whole look found, and the times of all folders it went through. */
export interface KnownFolders {
  /** Nanoseconds of the last change; '' where another change may hide in the same tick. */
  readonly times: Readonly<Record<Name, string>>
  readonly rules: string
  readonly emptyFolders: readonly Name[]
  readonly nested: readonly Name[]
  readonly remade: readonly Remade[]
  /** Files that did not fit in with the ignored ones. */
  readonly tooMuch: readonly LeftOut[]
  /** Files that are still not in the index: too big, not readable. */
  readonly untaken: readonly Name[]
}

/** File systems that keep links, permissions, and the times of folders by the kernel's clock: ext, xfs, btrfs, tmpfs, overlay, f2fs, zfs. */
const trusted = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0xf2f52010, 0x2fc12fc1])
/** A change this close to the look may be followed by another one with the same time. */
const freshMs = 1000

export const isOrdinary = (folder: string): boolean => trusted.has(statfsSync(folder).type >>> 0)

/** May what was found then be taken for what is there now? Rule files inside the tree are the caller's to watch. */
export function isStill(shadow: Shadow, known: KnownFolders, modes: Modes): boolean {
  const { top } = shadow.repository
  if (known.rules !== rulesOf(shadow)) return false
  const usual = usualFolder()
  for (const name in known.times) {
    const stat = folderAt(top, name)
    if (stat === null || known.times[name] === '' || String(stat.mtimeNs) !== known.times[name]) return false
    // Another permission changes no time that is looked at.
    if (name !== '' && Number(stat.mode & 0o777n) !== (modes[`${name}/`] ?? usual)) return false
  }
  return true
}

/** `began` is when the look did, in milliseconds since the epoch: what changed since is not trusted. */
export function remember(
  shadow: Shadow,
  folders: Iterable<Name>,
  began: number,
  found: Omit<KnownFolders, 'times' | 'rules'>,
): KnownFolders {
  const times: Record<Name, string> = {}
  for (const name of folders) {
    const time = folderAt(shadow.repository.top, name)?.mtimeNs
    if (time === undefined) continue
    times[name] = Number(time / 1_000_000n) > began - freshMs ? '' : String(time)
  }
  return { times, rules: rulesOf(shadow), ...found }
}

/** The top is ''. */
export function foldersOf(names: readonly Name[]): Set<Name> {
  const folders = new Set<Name>([''])
  let last = ''
  for (const name of names) {
    const at = name.lastIndexOf('/')
    // Sorted names share their folders with their neighbours.
    if (at <= 0 || name.slice(0, at) === last) continue
    last = name.slice(0, at)
    folders.add(last)
    for (const folder of foldersAbove(last)) folders.add(folder)
  }
  return folders
}

function folderAt(top: string, name: Name): BigIntStats | null {
  const path = /^[\x20-\x7e]*$/.test(name) ? `${top}/${name}` : pathOf(top, name)
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false, bigint: true })
    return stat?.isDirectory() ? stat : null
  } catch {
    // A part of the path is a file.
    return null
  }
}

const rulesOf = ({ folder }: Shadow): string => stamp(join(folder, 'info', 'own')) + stamp(join(folder, 'config'))
