// Who still runs, read from the process table.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const pollMs = 25

/** Processes whose command line or environment holds the word; not those that only wait to be buried. */
export const pidsWith = (word: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
        if (/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))) return false
        return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'latin1').includes(word))
      } catch {
        return false
      }
    })
    .map(Number)

/** Waits until the condition holds; false when it did not in time. */
export async function within(ms: number, condition: () => boolean): Promise<boolean> {
  const end = performance.now() + ms
  while (!condition()) {
    if (performance.now() > end) return false
    await delay(pollMs)
  }
  return true
}

/** Kilobytes that a process has for itself now, without the program's file that all share; 0 when it is gone. */
export function ownKilobytes(pid: number): number {
  try {
    return Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
