// What this machine has.
import { spawnSync } from 'node:child_process'

const found = new Map<string, boolean>()

export function commandExists(name: string): boolean {
  const known = found.get(name)
  if (known !== undefined) return known
  const is = spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0
  found.set(name, is)
  return is
}

/** May this process mount a disk of its own? Asked in a mount namespace that goes with the question. */
export const canMount = (): boolean =>
  spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' }).status === 0
