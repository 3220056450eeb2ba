// A mark of what lies in the project: the same content gives the same mark, whenever it was written.
import { createHash, type Hash } from 'node:crypto'
import { lstatSync, readdirSync, readlinkSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { readRegular } from './open-regular.ts'
import { temporaryName } from './write-atomic.ts'

/** Bytes of a file, and of all files, whose content is read; of bigger ones size and time count. */
const maxFileBytes = 8 * 1024 * 1024
const maxBytes = 256 * 1024 * 1024
/** Entries between two turns of the event loop. */
const perTurn = 500

/** In git's folder only what commits and branches move. */
const gitNames = new Set(['HEAD', 'packed-refs'])

/** `without` are absolute paths of what the program itself writes, perhaps at this moment. Links are not followed. */
export async function treeMark(root: string, without: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const left = { bytes: maxBytes, entries: 0 }
  await walk(root, '', new Set(without), hash, left)
  return hash.digest('hex').slice(0, 32)
}

async function walk(
  root: string,
  folder: string,
  without: ReadonlySet<string>,
  hash: Hash,
  left: { bytes: number; entries: number },
): Promise<void> {
  for (const name of namesIn(join(root, folder))) {
    const path = join(folder, name)
    const full = join(root, path)
    if (without.has(full) || without.has(join(root, folder, temporaryName.exec(name)?.[1] ?? name))) continue
    if (++left.entries % perTurn === 0) await turn()
    const stat = statOf(full)
    if (!stat) continue
    if (name === '.git' && stat.isDirectory()) {
      markGit(full, hash)
      continue
    }
    hash.update(`${path}\0${stat.isDirectory() ? 'folder' : (stat.mode & 0o777).toString(8)}\0`)
    if (stat.isDirectory()) await walk(root, path, without, hash, left)
    else hash.update(contentOf(full, stat, left))
  }
}

function markGit(folder: string, hash: Hash): void {
  for (const name of gitNames) {
    const lines = textOf(join(folder, name)).split('\n')
    hash.update(`${name}\0${lines.filter((line) => !line.includes(' refs/tos/')).join('\n')}\0`)
  }
  const heads = join(folder, 'refs', 'heads')
  for (const name of namesIn(heads, true)) hash.update(`${name}\0${textOf(join(heads, name))}\0`)
}

function contentOf(path: string, stat: Stats, left: { bytes: number }): Buffer | string {
  try {
    if (stat.isSymbolicLink()) return readlinkSync(path)
    if (!stat.isFile()) return 'other'
    if (stat.size > maxFileBytes || stat.size > left.bytes) return `${stat.size} ${stat.mtimeMs}`
    left.bytes -= stat.size
    return createHash('sha256').update(readRegular(path, maxFileBytes)).digest()
  } catch {
    return 'not readable'
  }
}

function namesIn(folder: string, recursive = false): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' }).toSorted()
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readRegular(path, maxFileBytes).toString('utf8')
  } catch {
    return ''
  }
}

const statOf = (path: string): Stats | undefined => {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
