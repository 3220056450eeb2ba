// How much memory a command takes: of all its processes together, and in its folders that lie in memory.
import { readdirSync, readFileSync, statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024
/** Share of the memory there is that one command may take, unless the settings say it. */
const usualShare = 0.75
const temporaryFileSystem = 0x01021994
const foldersInMemory = ['tmp', 'var/tmp', 'dev/shm']

/** Bytes; `wantedMb` null means as much as is usual on this machine, or in the container this process runs in. */
export function memoryLimit(wantedMb: number | null): number {
  if (wantedMb !== null) return wantedMb * megabyte
  const constrained = process.constrainedMemory()
  return usualShare * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem())
}

/**
 * Bytes that `root` and everything below it hold, as the kernel counts them; what several share counts for each, so that it may
 * be too much, never too little. `init` is the first process of a sandbox, whose own folders in memory count too.
 */
export function memoryTaken(root: number, init: number | null): number {
  const processes = treeOf(root).reduce((sum, pid) => sum + kilobytes(pid, 'status', 'RssAnon', 'RssShmem'), 0)
  return processes * 1024 + (init === null ? 0 : inFolders(init))
}

/** The same with what is shared counted once: exact and slow. Where the kernel does not tell, it is too much. */
export function memoryTakenExactly(root: number, init: number | null): number {
  const processes = treeOf(root).reduce(
    (sum, pid) =>
      sum + (kilobytes(pid, 'smaps_rollup', 'Pss_Anon', 'Pss_Shmem') || kilobytes(pid, 'status', 'RssAnon')),
    0,
  )
  return processes * 1024 + (init === null ? 0 : inFolders(init))
}

/** Whatever loses its parent in a sandbox becomes a child of the sandbox's first process, so that none is missed. */
function treeOf(root: number): number[] {
  const found = [root]
  for (const pid of found)
    for (const thread of namesIn(`/proc/${pid}/task`))
      found.push(...(textAt(`/proc/${pid}/task/${thread}/children`).match(/\d+/g) ?? []).map(Number))
  return found
}

function kilobytes(pid: number, file: string, ...names: readonly string[]): number {
  const text = textAt(`/proc/${pid}/${file}`)
  return names.reduce((sum, name) => sum + Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0), 0)
}

function inFolders(init: number): number {
  const [, home = ''] = /(?:^|\0)HOME=\/([^\0]+)/.exec(textAt(`/proc/${init}/environ`)) ?? []
  return [...foldersInMemory, ...(home === '' ? [] : [home])].reduce((sum, name) => {
    try {
      const { type, blocks, bfree, bsize } = statfsSync(`/proc/${init}/root/${name}`)
      return sum + (type === temporaryFileSystem ? (blocks - bfree) * bsize : 0)
    } catch {
      return sum
    }
  }, 0)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
