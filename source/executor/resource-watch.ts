// Ends a command that takes the last of the disk or of the machine's memory: the journal must still be written.
import { readFileSync, statfsSync } from 'node:fs'

export interface ResourceWatch {
  readonly stop: () => void
}

const pollMs = 200
const megabyte = 1024 * 1024
/** Of the disk, in bytes: what is kept free, unless the settings say it. */
const keptOf = (total: number): number => Math.min(1024 * megabyte, total * 0.05)
/** Shares of the machine's memory: less is left, and more was taken since the beginning. */
const [leastLeft, leastTaken] = [0.03, 0.25]

/** `end` is called once, with a sentence that names the cure. `keepFreeMb`: null means as much as is usual. */
export function watchResources(folder: string, keepFreeMb: number | null, end: (why: string) => void): ResourceWatch {
  const [disk, memory] = [diskAt(folder), memoryLeft()]
  const kept = disk && (keepFreeMb === null ? keptOf(disk.total) : keepFreeMb * megabyte)
  // On a disk that is full already a command may still tidy up, but not fill the rest.
  const least = disk && kept !== null ? Math.min(kept, disk.free / 2) : 0
  const look = () => {
    const [now, left] = [diskAt(folder), memoryLeft()]
    if (now && now.free < least)
      finish(`ended: less than ${mb(least)} MB are free on the disk of the project (exec.keep_free_mb)`)
    else if (memory && left && left.free < left.total * leastLeft && memory.free - left.free > left.total * leastTaken)
      finish(`ended: the machine's memory is used up (exec.max_memory_mb limits it per process)`)
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
