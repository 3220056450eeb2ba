// A folder copied out: what is neither file, folder nor link has nothing to carry, and is named instead.
import { accessSync, chmodSync, constants, copyFileSync, lstatSync, lutimesSync, mkdirSync } from 'node:fs'
import { readdirSync, readlinkSync, symlinkSync, utimesSync, type Stats } from 'node:fs'
import { fromBytes, pathOf, shown, type Name } from './names.ts'

export interface LeftOut {
  /** Below the folder. */
  readonly path: string
  readonly why: string
}

/** `to` is not there yet. What could not be carried. @throws what the system says */
export function copyTree(from: string, to: string): LeftOut[] {
  const left: LeftOut[] = []
  mkdirSync(to, { mode: 0o700 })
  copyInto('', lstatSync(from))
  return left.toSorted((a, b) => (a.path < b.path ? -1 : 1))

  function copyInto(folder: Name, stat: Stats): void {
    for (const entry of readdirSync(at(from, folder), { encoding: 'buffer' })) {
      const name = folder === '' ? fromBytes(entry) : `${folder}/${fromBytes(entry)}`
      // Gone by now: nobody's any more.
      const found = lstatSync(at(from, name), { throwIfNoEntry: false })
      const why = found && hindrance(found, at(from, name))
      if (found && why) left.push({ path: shown(name), why })
      else if (found) copyOne(name, found)
    }
    chmodSync(at(to, folder), stat.mode & 0o777)
    utimesSync(at(to, folder), stat.atime, stat.mtime)
  }

  function copyOne(name: Name, stat: Stats): void {
    const [source, place] = [at(from, name), at(to, name)]
    if (stat.isDirectory()) {
      mkdirSync(place, { mode: 0o700 })
      return copyInto(name, stat)
    }
    if (stat.isSymbolicLink()) {
      symlinkSync(readlinkSync(source, { encoding: 'buffer' }), place)
      return lutimesSync(place, stat.atime, stat.mtime)
    }
    copyFileSync(source, place, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    chmodSync(place, stat.mode & 0o777)
    utimesSync(place, stat.atime, stat.mtime)
  }
}

const at = (folder: string, name: Name): Buffer => (name === '' ? Buffer.from(folder) : pathOf(folder, name))

function hindrance(stat: Stats, path: Buffer): string | null {
  if (stat.isSymbolicLink()) return null
  if (!stat.isFile() && !stat.isDirectory()) return 'neither a file nor a link'
  try {
    accessSync(path, stat.isFile() ? constants.R_OK : constants.R_OK | constants.X_OK)
    return null
  } catch {
    return 'not readable'
  }
}
