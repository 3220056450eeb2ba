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

/** Where services keep pipes that nobody has opened yet. Each folder costs a call: the runner's start is waited for. */
const likelyFolders = ['/srv', '/opt', '/var', '/var/lib', '/mnt', '/data']
const [maxFolders, maxDepth] = [500, 2]

/** Named pipes: those that are open, as far as one may see, and those in the usual places and beside the project. */
export function namedPipes(root: string): string[] {
  const links = new Set<string>()
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name)))
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) links.add(linkAt(`/proc/${pid}/fd/${descriptor}`) ?? '')
  const files = [...links].filter((path) => path.startsWith('/') && !/^\/(?:dev|proc)\//.test(path))
  const found = new Set(files.filter((path) => entryAt(path)?.isFIFO()))
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

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

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
