// As root the kernel counts no processes per user; a control group of its own counts those of a command.
import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ProcessCount {
  /** To put in front of a program: it joins the group before it starts. */
  readonly before: readonly string[]
  /** To be called when nothing of it is left. */
  readonly end: () => void
}

/** Version 1 of control groups has a folder per controller, version 2 one for all. */
const hierarchies = ['/sys/fs/cgroup/pids', '/sys/fs/cgroup', '/sys/fs/cgroup/unified']
let made = 0

/** Null for people who are not root, for whom the limit counts, and where no group can be made. */
export function processCount(max: number): ProcessCount | null {
  if (process.getuid?.() !== 0) return null
  for (const hierarchy of hierarchies) {
    if (made === 0) sweep(hierarchy)
    const group = join(hierarchy, `tos-${process.pid}-${++made}`)
    try {
      mkdirSync(group)
    } catch {
      continue
    }
    try {
      // Without the file this is another controller's hierarchy, or the controller is not handed down.
      if (existsSync(join(group, 'pids.max'))) {
        writeFileSync(join(group, 'pids.max'), String(max))
        const enter = 'echo 0 >"$0/cgroup.procs" && exec "$@"'
        return { before: ['/bin/sh', '-c', enter, group], end: () => remove(group) }
      }
    } catch {
      // Not allowed after all: the next one.
    }
    remove(group)
  }
  return null
}

/** What a killed runner left behind. */
function sweep(hierarchy: string): void {
  if (!existsSync(hierarchy)) return
  for (const name of readdirSync(hierarchy)) {
    const [, pid] = /^tos-(\d+)-\d+$/.exec(name) ?? []
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) remove(join(hierarchy, name))
  }
}

function remove(group: string): void {
  try {
    // Version 2 ends whatever is left in it.
    if (existsSync(join(group, 'cgroup.kill'))) writeFileSync(join(group, 'cgroup.kill'), '1')
  } catch {
    // It has nothing to end.
  }
  try {
    rmdirSync(group)
  } catch {
    // Still in use, or gone.
  }
}
