// Ends a process namespace from outside, by its first process: the kernel lets that one go only after all others.
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** A process that is not taken for another one with its number. */
export interface KnownProcess {
  readonly pid: number
  readonly startTick: string
}

/** Milliseconds; a process in the middle of a slow write to a disk takes as long as the disk. */
const longestWait = 60_000
const longestPoll = 20

/** Null when there is no such process. */
export function processAt(pid: number): KnownProcess | null {
  const stat = statOf(pid)
  return stat && { pid, startTick: stat.startTick }
}

/** False when it lives on in spite of everything: nothing of what it can reach may be looked at. */
export async function endNamespace(init: KnownProcess | null): Promise<boolean> {
  if (init === null) return true
  const until = performance.now() + longestWait
  for (let poll = 1; isAlive(init); poll = Math.min(2 * poll, longestPoll)) {
    if (performance.now() > until) return false
    try {
      process.kill(init.pid, 'SIGKILL')
    } catch {
      // It went in between.
    }
    await delay(poll)
  }
  return true
}

/** As a zombie it has outlived all the others. */
function isAlive({ pid, startTick }: KnownProcess): boolean {
  const stat = statOf(pid)
  return stat !== null && stat.startTick === startTick && stat.state !== 'Z' && stat.state !== 'X'
}

function statOf(pid: number): { state: string; startTick: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startTick: fields[19] ?? '' }
  } catch {
    return null
  }
}
