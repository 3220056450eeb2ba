// Ends a command with everything it started: its process group, and what left the group but still carries its marker.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { markerName } from './environment.ts'

/** Milliseconds between the polite signal and the sure one. */
const graceMs = 1000
const pollMs = 10
const maxRounds = 200

/**
 * Resolves when nothing of the tree is left. `group` is the pid the command was started with; null when unknown. In a
 * sandbox that pid is the sandbox's own, and all in it die with it: it is not asked to end before they were.
 */
export async function killTree(group: number | null, marker: string, isSandboxed = false): Promise<void> {
  if (isSandboxed)
    signal(
      marked(marker).filter((pid) => pid !== group),
      'SIGTERM',
    )
  else signalAll(group, marker, 'SIGTERM')
  const polite = Math.ceil(graceMs / pollMs)
  for (let round = 0; round < polite + maxRounds; round++) {
    // Processes may fork while they are being killed: look again until none is left.
    if ((group === null || !isGroupAlive(group)) && marked(marker).length === 0) return
    if (round >= polite) signalAll(group, marker, 'SIGKILL')
    await delay(pollMs)
  }
}

export function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0)
    return !isOnlyZombies(group)
  } catch {
    return false
  }
}

const signalAll = (group: number | null, marker: string, name: NodeJS.Signals): void =>
  signal([...(group === null ? [] : [-group]), ...marked(marker)], name)

function signal(targets: readonly number[], name: NodeJS.Signals): void {
  for (const target of targets)
    try {
      process.kill(target, name)
    } catch {
      // Gone already.
    }
}

/** Pids whose environment carries the marker. Empty where the system does not show environments. */
export function marked(marker: string): number[] {
  if (process.platform !== 'linux') return []
  const wanted = `${markerName}=${marker}`
  return pids().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(wanted)
    } catch {
      return false
    }
  })
}

const pids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** A killed child waits for its parent to notice; it holds nothing any more. */
function isOnlyZombies(group: number): boolean {
  if (process.platform === 'linux')
    return pids().every((pid) => {
      const stat = statOf(pid)
      return stat === null || stat.group !== group || isZombie(stat.state)
    })
  try {
    const rows = execFileSync('ps', ['-axo', 'pgid=,stat='], { encoding: 'utf8' }).trim().split('\n')
    return rows.every((row) => {
      const [pgid, state] = row.trim().split(/\s+/)
      return Number(pgid) !== group || state?.startsWith('Z') === true
    })
  } catch {
    return false
  }
}

const isZombie = (state: string): boolean => state === 'Z' || state === 'X'

/** Null when there is no such process. */
function statOf(pid: number): { state: string; group: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state, group: Number(group) }
  } catch {
    return null
  }
}
