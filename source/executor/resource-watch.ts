// Ends a command that takes too much memory, or the last of the disk: the journal must still be written.
import { readFileSync, statfsSync } from 'node:fs'
import { memoryLimit, memoryTaken, memoryTakenExactly } from './memory-use.ts'
import { refusals } from './refusals.ts'

export interface ResourceWatch {
  readonly stop: () => void
}

const pollMs = 200
const megabyte = 1024 * 1024
/** Of the disk, in bytes: what is kept free, unless the settings say it. */
const keptOf = (total: number): number => Math.min(1024 * megabyte, total * 0.05)
/** Shares of the machine's memory: less is left, and more was taken since the beginning. */
const [leastLeft, leastTaken] = [0.03, 0.25]

export interface WatchOptions {
  /** Folders it writes in. */
  readonly folders: readonly string[]
  /** Megabytes of their disks that stay free; null: as many as is usual. */
  readonly keepFreeMb: number | null
  /** Megabytes of memory that the command may take; null: as many as is usual. */
  readonly maxMemoryMb: number | null
  readonly pid: number
  /** The sandbox's first process, once it is known. */
  readonly init: () => number | null
}

/** `end` is called once, with a sentence that names the cure. */
export function watchResources(options: WatchOptions, end: (why: string) => void): ResourceWatch {
  const { folders, keepFreeMb, pid, init } = options
  const memory = memoryLeft()
  const disks = folders.flatMap((folder) => {
    const disk = diskAt(folder)
    if (disk === null) return []
    const kept = keepFreeMb === null ? keptOf(disk.total) : keepFreeMb * megabyte
    // On a disk that is full already a command may still tidy up, but not fill the rest.
    return [{ folder, least: Math.min(kept, disk.free / 2) }]
  })
  let most: number | null = null
  const look = () => {
    // Most commands end before anybody looks.
    most ??= memoryLimit(options.maxMemoryMb)
    const left = memoryLeft()
    const full = disks.find(({ folder, least }) => (diskAt(folder)?.free ?? least) < least)
    if (full) finish(refusals.diskFull(full.folder, mb(full.least)))
    else if (memory && left && left.free < left.total * leastLeft && memory.free - left.free > left.total * leastTaken)
      finish(refusals.machineFull())
    else if (memoryTaken(pid, init()) > most && memoryTakenExactly(pid, init()) > most)
      finish(refusals.tooMuchMemory(mb(most)))
  }
  const timer = setInterval(look, pollMs)
  timer.unref()
  const finish = (why: string) => {
    clearInterval(timer)
    end(why)
  }
  return { stop: () => clearInterval(timer) }
}

const mb = (bytes: number): number => Math.max(1, Math.round(bytes / megabyte))

interface Room {
  readonly free: number
  readonly total: number
}

function diskAt(folder: string): Room | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder)
    return { free: bavail * bsize, total: blocks * bsize }
  } catch {
    return null
  }
}

function memoryLeft(): Room | null {
  try {
    const text = readFileSync('/proc/meminfo', 'latin1')
    const [free, total] = ['MemAvailable', 'MemTotal'].map(
      (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) * 1024,
    )
    return free && total ? { free, total } : null
  } catch {
    return null
  }
}
