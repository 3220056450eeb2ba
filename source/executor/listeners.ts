// What others outside wait on by a name in the file system: writing to it needs no right to write there.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { entryAt } from './paths.ts'

/** Sockets of services. */
export function listeningSockets(): string[] {
  try {
    const rows = readFileSync('/proc/net/unix', 'utf8').split('\n')
    const paths = rows.flatMap((row) => /\s(\/.*)$/.exec(row)?.[1] ?? [])
    return [...new Set(paths)].filter((path) => entryAt(path)?.isSocket())
  } catch {
    return []
  }
}

/** Folders looked through for pipes that nobody has opened yet, and how deep. */
const likelyFolders = ['/srv', '/opt', '/var', '/mnt', '/data']
const [maxFolders, maxDepth] = [4000, 4]

/** Named pipes: those that are open, as far as one may see, and those in the usual places and beside the project. */
export function namedPipes(root: string): string[] {
  const found = new Set<string>()
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name)))
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
      const path = linkAt(`/proc/${pid}/fd/${descriptor}`)
      if (path?.startsWith('/') && entryAt(path)?.isFIFO()) found.add(path)
    }
  const queue = [dirname(root), ...likelyFolders].map((folder) => ({ folder, depth: 0 }))
  for (let seen = 0; queue.length > 0 && seen < maxFolders; seen++) {
    const { folder, depth } = queue.shift() ?? { folder: '', depth: maxDepth }
    for (const entry of entriesIn(folder)) {
      const path = join(folder, entry.name)
      if (entry.isFIFO()) found.add(path)
      else if (entry.isDirectory() && depth < maxDepth && path !== root) queue.push({ folder: path, depth: depth + 1 })
    }
  }
  return [...found]
}

const namesIn = (folder: string): string[] => entriesIn(folder).map(({ name }) => name)

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
