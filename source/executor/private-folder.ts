// Folders of this process for what stands between it and its commands; they lie where no command sees them.
import { existsSync, lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** On Linux the places the sandbox always covers; elsewhere what the system names. */
const onDisk = process.platform === 'linux' ? ['/tmp', '/var/tmp', tmpdir()] : [tmpdir()]
const inMemory = process.platform === 'linux' ? ['/dev/shm', ...onDisk] : onDisk
const prefix = 'tos-of-'

/** Places -> the folder that was made in one of them. */
const own = new Map<readonly string[], string>()

/** Made at the first call, mode 0700, gone with the process. Throws what the system says when it cannot be made. */
export const privateFolder = (): string => folderIn(onDisk)

/** The same for what has a name and no content: a disk takes up to half a millisecond for each, memory nothing. */
export const folderOfNames = (): string => folderIn(inMemory)

/** A new folder where the system says that such things go, for who removes it; else in this process's own. */
export function passingFolder(name: string): string {
  try {
    return mkdtempSync(resolve(tmpdir(), `tos-${name}-`))
  } catch {
    // It may name a folder that is not there on this host, or a disk that is full.
    return mkdtempSync(join(privateFolder(), `${name}-`))
  }
}

function folderIn(places: readonly string[]): string {
  const known = own.get(places)
  if (known !== undefined && existsSync(known)) return known
  const path = made(places)
  if (own.size === 0) process.once('exit', removeOwn)
  own.set(places, path)
  return path
}

function made(places: readonly string[]): string {
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
  for (const path of own.values()) remove(path)
}

/** What the disk keeps is swept by a later process; it is no reason for this one to fail. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Nobody misses it.
  }
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
    if (entry?.isDirectory() && entry.uid === user) remove(path)
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
