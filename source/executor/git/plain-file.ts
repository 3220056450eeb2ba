// Reads what may have been made by a command: never through links, regular files only, never waiting, of bounded size.
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync, type Stats } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
/** Bytes of one file of a repository's own bookkeeping; an index of a million files has 100 MB. */
const largest = 512 * 1024 * 1024

/** Null when there is none, or when it is no plain file. */
export function readPlain(path: string, limit = largest): Buffer | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, flags)
    const stat = fstatSync(descriptor)
    return stat.isFile() && stat.size <= limit ? readFileSync(descriptor) : null
  } catch {
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

export const textAt = (path: string): string => readPlain(path, 4 * 1024 * 1024)?.toString('utf8') ?? ''

/** Null when nothing is there. */
export const lookAt = (path: string): Stats | null => lstatSync(path, { throwIfNoEntry: false }) ?? null

export const isRealFolder = (path: string): boolean => lookAt(path)?.isDirectory() === true

/** Names in a folder that is none by way of a link; nothing when it cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return isRealFolder(folder) ? readdirSync(folder) : []
  } catch {
    return []
  }
}

/** Plain files below `folder`, relative to it, links and all else left out. */
export function filesBelow(folder: string, maxDepth = 32): string[] {
  const found: string[] = []
  const walk = (path: string, depth: number): void => {
    for (const name of namesIn(path)) {
      const entry = join(path, name)
      const stat = lookAt(entry)
      if (stat?.isDirectory() && depth < maxDepth) walk(entry, depth + 1)
      else if (stat?.isFile()) found.push(relative(folder, entry))
    }
  }
  walk(folder, 0)
  return found
}

/** Is everything from below `base` down to the folder of `path` a real folder, as far as it is there? */
export function leadsPlainly(base: string, path: string): boolean {
  const parts = relative(base, dirname(path)).split(sep).filter(Boolean)
  return parts.every((_, i) => {
    const entry = lookAt(join(base, ...parts.slice(0, i + 1)))
    return entry === null || entry.isDirectory()
  })
}
