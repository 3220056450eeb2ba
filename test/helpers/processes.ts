// Looking at processes and files that other processes change: by condition with a deadline, never by sleeping.
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const deadlineMs = 20_000
const pollMs = 5

/** Resolves as soon as the condition holds; rejects with `what` when it never does. */
export async function eventually(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + deadlineMs
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never came true: ${what}`)
    await delay(pollMs)
  }
}

/** Does the process run? One that only waits for its parent to notice its end does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '')
  } catch {
    return false
  }
}

/** The pid a command wrote into a file, or null while it has not. */
export function pidIn(path: string): number | null {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return /^\d+\n$/.test(text) ? Number(text) : null
}
