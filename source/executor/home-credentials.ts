// Credentials among the programs of a home that commands see: version managers keep some beside what they install.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isFolder } from './paths.ts'
import { isCredentialFile, isLibraryFolder } from './secrets-on-disk.ts'

const [maxDepth, maxFolders] = [5, 5000]

/** Paths of files below `folder` that are named like credentials. */
export function credentialsBelow(folder: string): string[] {
  const found: string[] = []
  const queue = isFolder(folder) ? [{ path: folder, depth: 0 }] : []
  for (let seen = 0; queue.length > 0 && seen < maxFolders; seen++) {
    const { path, depth } = queue.shift() ?? { path: '', depth: maxDepth }
    for (const entry of entriesIn(path)) {
      const child = join(path, entry.name)
      // The address it was cloned from may hold a token.
      if (entry.isDirectory() && entry.name === '.git') found.push(child)
      else if (entry.isDirectory() && depth < maxDepth && !isLibraryFolder(entry.name))
        queue.push({ path: child, depth: depth + 1 })
      else if (entry.isFile() && isCredentialFile(entry.name)) found.push(child)
    }
  }
  return found
}

function entriesIn(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return []
  }
}
