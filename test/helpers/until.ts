// Waits for a fact of the world that no event tells, such as a process that is gone.
import { setTimeout as delay } from 'node:timers/promises'

const pollMs = 20
/** A call for help, not a limit: far beyond what a busy machine takes. */
const giveUpMs = 150_000

/** Resolves when `holds` does; rejects when it never will. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: () => string = () => holds.toString(),
): Promise<void> {
  const end = Date.now() + giveUpMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never came true: ${what()}`)
    await delay(pollMs)
  }
}
