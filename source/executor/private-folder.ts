// A folder of this process for what stands between it and its commands; it lies where no command sees it.
import { existsSync, lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** On Linux the places the sandbox always covers; elsewhere what the system names. */
const places = process.platform === 'linux' ? ['/tmp', '/var/tmp', tmpdir()] : [tmpdir()]
const prefix = 'tos-of-'

let own: string | null = null

/** Made at the first call, mode 0700, gone with the process. Throws what the system says when it cannot be made. */
export function privateFolder(): string {
  if (own !== null && existsSync(own)) return own
  const path = made()
  if (own === null) process.once('exit', removeOwn)
  own = path
  return path
}

function made(): string {
  let failure: unknown = null
  for (const place of new Set(places))
    try {
      const path = mkdtempSync(join(place, `${prefix}${namespaceOf()}-${process.pid}-`))
      sweep(place)
      return path
    } catch (error) {
      failure = error
    }
  throw failure
}

function removeOwn(): void {
  if (own !== null) rmSync(own, { recursive: true, force: true })
}

/** Pids mean something in one process namespace only. */
function namespaceOf(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0'
  } catch {
    return '0'
  }
}

/** What a killed process left behind. */
function sweep(place: string): void {
  const user = process.getuid?.()
  for (const name of readdirSync(place)) {
    const [, namespace, pid] = /^tos-of-(\d+)-(\d+)-\w+$/.exec(name) ?? []
    if (pid === undefined || namespace !== namespaceOf() || isAlive(Number(pid))) continue
    const path = join(place, name)
    const entry = lstatSync(path, { throwIfNoEntry: false })
    if (entry?.isDirectory() && entry.uid === user) rmSync(path, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
