// How long a program stood still of itself: the clock, without what it waited for a processor or a disk that others had, anew with
// each sign of life. So a hang is told from a busy machine: what sleeps or spins hangs on any, what only got no turn does not.
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { familyOf, tasksOf } from './process-table.ts'

/** Between two looks. Milliseconds. */
const lookMs = 250
const lateMs = 2 * lookMs

export interface OwnTime {
  /** Milliseconds of its own since the start or the last sign of life. */
  readonly ms: () => number
  readonly stop: () => void
}

export interface Watching {
  /** What changes when it gets on; that a process below it began or ended counts always, unless it is null. */
  readonly life?: (() => unknown) | null
  /** Behind each look. */
  readonly onLook?: (ms: number) => void
}

export function watchOwnTime(root: number, { life, onLook }: Watching = {}): OwnTime {
  const known = new Map<string, number>()
  let own = 0
  let last = performance.now()
  let seenLife = ''
  const look = (): void => {
    const now = performance.now()
    const { waits, pids, isAtDisk } = waitsBelow(root)
    const waited = [...waits].reduce((sum, [task, ms]) => sum + ms - (known.get(task) ?? 0), 0)
    for (const [task, ms] of waits) known.set(task, ms)
    // A look that comes late was held up itself: nobody knows what was in between. The kernel counts a wait when it is over: it may make
    // up for what was counted before.
    if (!isAtDisk) own = Math.max(0, own + Math.min(now - last, lateMs) - waited)
    last = now
    if (life === null) return
    const signs = JSON.stringify([pids, life?.()])
    if (signs !== seenLife) own = 0
    seenLife = signs
  }
  const timer = setInterval(() => {
    look()
    onLook?.(own)
  }, lookMs)
  return {
    ms() {
      look()
      return own
    },
    stop: () => clearInterval(timer),
  }
}

/** Waits until the condition holds; false when the process took so long of its own without it; one that is gone counts on. */
export async function withinOwn(pid: number, ms: number, condition: () => boolean): Promise<boolean> {
  const own = watchOwnTime(pid, { life: null })
  try {
    while (!condition()) {
      if (own.ms() > ms) return false
      await delay(25)
    }
    return true
  } finally {
    own.stop()
  }
}

interface Waits {
  /** Thread -> milliseconds that it was ready and had no processor. */
  readonly waits: ReadonlyMap<string, number>
  readonly pids: readonly number[]
  /** One of them waits for a disk. */
  readonly isAtDisk: boolean
}

function waitsBelow(root: number): Waits {
  const waits = new Map<string, number>()
  let isAtDisk = false
  const pids = familyOf(root)
  for (const pid of pids)
    for (const task of tasksOf(pid)) {
      try {
        const place = `/proc/${pid}/task/${task}`
        waits.set(task, Number(readFileSync(`${place}/schedstat`, 'latin1').split(' ')[1]) / 1e6)
        if (/\) D /.test(readFileSync(`${place}/stat`, 'latin1'))) isAtDisk = true
      } catch {
        // Gone meanwhile.
      }
    }
  return { waits, pids, isAtDisk }
}
