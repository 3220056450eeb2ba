// Waits for a fact of the world that no event tells, such as a process that is gone.
import { setTimeout as delay } from 'node:timers/promises'

const pollMs = 20
const giveUpMs = 20_000

/** Resolves when `holds` does; rejects when it never will. */
export async function until(holds: () => boolean, what: () => string = () => holds.toString()): Promise<void> {
  const end = Date.now() + giveUpMs
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never came true: ${what()}`)
    await delay(pollMs)
  }
}
