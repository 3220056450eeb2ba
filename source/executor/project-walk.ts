// One walk over the project at the start of a run: files with secrets, repositories inside of it, pipes others listen on.
import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { looksBare } from './git/repositories.ts'
import { isFile, realPath } from './paths.ts'

export interface ProjectFacts {
  /** Real paths. */
  readonly secretFiles: readonly string[]
  /** Folders below the root with a `.git` of their own, or that are bare repositories. */
  readonly nested: readonly string[]
  /** Named pipes: whoever waits at the other end is outside. */
  readonly pipes: readonly string[]
  /** False: it is too large to have been looked at in whole. */
  readonly isWhole: boolean
}

/** Folders; a project of a million files has about this many. */
const maxFolders = 100_000

/** `isSecret` is asked with the name and the path of each file. */
export function walkProject(root: string, isSecret: (name: string, path: string) => boolean): ProjectFacts {
  const [secretFiles, nested, pipes]: [string[], string[], string[]] = [[], [], []]
  const queue = [root]
  let seen = 0
  for (let folder = queue.pop(); folder !== undefined && seen < maxFolders; folder = queue.pop(), seen++) {
    const entries = entriesOf(folder)
    const names = new Set(entries.map(({ name }) => name))
    if (folder !== root && (names.has('.git') || looksBare(names))) nested.push(folder)
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (entry.name !== '.git') queue.push(path)
      } else if (entry.isFIFO()) pipes.push(path)
      else if (isSecret(entry.name, path)) {
        const real = entry.isSymbolicLink() ? realPath(path) : path
        if (real !== null && isFile(real)) secretFiles.push(real)
      }
    }
  }
  return { secretFiles, nested: nested.toSorted(), pipes, isWhole: queue.length === 0 }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
