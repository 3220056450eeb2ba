// The one place that opens files of the project: never through links, only regular files, never waiting, bounded.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  open,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { refusedBySystem } from '../core/errno.ts'
import { exitCodes, Failed, type Failure } from '../core/failure.ts'
import { makeFolders } from '../core/make-folders.ts'

/**
 * Commands can put a link, a named pipe or a device in the place of any file they can reach, at any moment. So nothing
 * is decided by a name that is looked up a second time:
 * 1. The name is opened with O_PATH, which follows no last link, waits for nobody and wakes no device.
 * 2. What the descriptor is (fstat) and where it lies (its link in /proc/self/fd, which the kernel writes) is looked at.
 *    A root is held without links, so a file that lies elsewhere than its name says was reached through one.
 * 3. The same file is opened to read through /proc/self/fd: it cannot be exchanged any more.
 * What is made or renamed is named through the descriptor of its folder in the same way.
 * Where there is no /proc (systems other than Linux) the names are looked at just before: that is a promise less.
 */
const byDescriptor = process.platform === 'linux' && lstatSync('/proc/self/fd', { throwIfNoEntry: false }) !== undefined
/** Not in `fs.constants`. Source: asm-generic/fcntl.h */
const O_PATH = 0o10000000

/** Where a file may lie: exactly where its name says; behind links that stay below a folder; anywhere. */
export type Links = 'none' | { readonly below: string } | 'any'

export interface OpenOptions {
  readonly links?: Links
}

/** @throws Failed when there is no regular file, or none that may be read */
export function openToRead(path: string, { links = 'none' }: OpenOptions = {}): number {
  return attempt(path, 'read', () => {
    if (!byDescriptor) return openByName(path, links)
    const handle = openSync(path, O_PATH | (links === 'none' ? constants.O_NOFOLLOW : 0))
    try {
      refuseUnlessRegular(path, fstatSync(handle), () => readlinkSync(path))
      refuseElsewhere(path, readlinkSync(`/proc/self/fd/${handle}`), links)
      return openSync(`/proc/self/fd/${handle}`, constants.O_RDONLY | constants.O_NONBLOCK)
    } finally {
      closeSync(handle)
    }
  })
}

/** The whole file. @throws Failed also when it holds more than `maxBytes` */
export function readRegular(path: string, maxBytes: number, options: OpenOptions = {}): Buffer {
  const descriptor = openToRead(path, options)
  return attempt(path, 'read', () => {
    try {
      return readAll(path, descriptor, maxBytes)
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Like `readRegular`; null when nothing stands there. */
export const readIfThere = (path: string, maxBytes: number, options: OpenOptions = {}): Buffer | null =>
  isThere(path) ? readRegular(path, maxBytes, options) : null

function readAll(path: string, descriptor: number, maxBytes: number): Buffer {
  const pieces: Buffer[] = []
  let length = 0
  for (;;) {
    const room = Buffer.allocUnsafe(
      Math.min(maxBytes + 1 - length, Math.max(4096, fstatSync(descriptor).size - length)),
    )
    const read = readSync(descriptor, room, 0, room.length, length)
    // As a rule there is one: a copy of it would be there beside it.
    if (read === 0) return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
    pieces.push(room.subarray(0, read))
    length += read
    if (length > maxBytes) {
      const size = Math.max(length, fstatSync(descriptor).size)
      throw refuse(path, `${size} bytes is more than the limit of ${maxBytes}`, 'make the file smaller')
    }
  }
}

/** Does anything stand there, a link that leads nowhere included? @throws Failed when nobody can tell */
export const isThere = (path: string): boolean =>
  attempt(path, 'read', () => lstatSync(path, { throwIfNoEntry: false }) !== undefined)

/** Opens to append, and makes the file (0644 less the umask) where there is none. @throws Failed */
export function openToAppend(path: string, mode = 0o644): number {
  return within(dirname(path), (folder) => {
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK
    const descriptor = attempt(path, 'write', () => {
      const name = folder.at(basename(path))
      const found = lstatSync(name, { throwIfNoEntry: false })
      if (found) refuseUnlessRegular(path, found, () => readlinkSync(name))
      return openSync(name, flags | constants.O_NOFOLLOW, mode)
    })
    try {
      const stat = fstatSync(descriptor)
      refuseUnlessRegular(path, stat, () => '')
      if (stat.nlink > 1)
        throw refuse(path, 'has another name (a hard link), which would be written too', 'put a copy in its place')
      return descriptor
    } catch (error) {
      closeSync(descriptor)
      throw error
    }
  })
}

const asNew = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Makes a file that is not there yet, in a folder that is. @throws whatever the system says */
export const openNew = (folder: Folder, name: string, mode: number): number => openSync(folder.at(name), asNew, mode)

/** The same while the caller goes on. */
export const openNewBeside = (folder: Folder, name: string, mode: number): Promise<number> =>
  promisify(open)(folder.at(name), asNew, mode)

/** A folder that is held: a name in it stays in it, whatever happens to the way there. */
export interface Folder {
  readonly at: (name: string) => string
  /** May be synced. */
  readonly descriptor: number
}

/** Makes the folder where it is missing; to be closed. @throws Failed when a link or a file stands in its way */
export function hold(path: string): Folder {
  const descriptor = attempt(path, 'write', () => openFolder(path))
  return { descriptor, at: (name) => (byDescriptor ? `/proc/self/fd/${descriptor}/${name}` : join(path, name)) }
}

/** Holds the folder for `work`. @throws Failed as `hold`, and whatever the work throws */
export function within<T>(path: string, work: (folder: Folder) => T): T {
  const folder = hold(path)
  try {
    return work(folder)
  } finally {
    closeSync(folder.descriptor)
  }
}

/** Makes the folder and those above it. @throws Failed */
export const makeFolder = (path: string): void => within(path, () => undefined)

function openFolder(path: string): number {
  const open = (): number => openSync(path, constants.O_RDONLY | constants.O_DIRECTORY)
  let descriptor: number
  try {
    descriptor = open()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found?.isSymbolicLink()) refuseUnlessRegular(path, found, () => readlinkSync(path))
    within(dirname(path), (parent) => makeFolders(parent.at(basename(path)), (folder) => mkdirSync(folder)))
    descriptor = open()
  }
  try {
    refuseElsewhere(path, byDescriptor ? readlinkSync(`/proc/self/fd/${descriptor}`) : realpathSync(path), 'none')
    return descriptor
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

function openByName(path: string, links: Links): number {
  const found = lstatSync(path)
  if (links === 'none') refuseUnlessRegular(path, found, () => readlinkSync(path))
  const real = realpathSync(path)
  refuseElsewhere(path, real, links)
  refuseUnlessRegular(path, lstatSync(real), () => real)
  return openSync(real, constants.O_RDONLY | constants.O_NONBLOCK)
}

/** What stands in a file's place, in a person's words; null for a regular file. */
export function kindOf(stat: Stats): string | null {
  if (stat.isFile()) return null
  if (stat.isSymbolicLink()) return 'a symbolic link'
  if (stat.isDirectory()) return 'a folder'
  if (stat.isFIFO()) return 'a named pipe'
  return stat.isSocket() ? 'a socket' : 'a device'
}

function refuseUnlessRegular(path: string, stat: Stats, target: () => string): void {
  const kind = kindOf(stat)
  if (kind === null) return
  const isLink = stat.isSymbolicLink()
  const what = `is ${kind}${isLink ? ` to ${target()}` : ''}, not a regular file`
  throw refuse(path, what, isLink ? 'put the file itself there' : 'move it away, or put a regular file there')
}

function refuseElsewhere(path: string, real: string, links: Links): void {
  if (links === 'any' || real === path) return
  if (links !== 'none' && real.startsWith(links.below.endsWith(sep) ? links.below : links.below + sep)) return
  const what = links === 'none' ? 'is reached through a symbolic link' : 'is a link that leads out of the project'
  throw refuse(path, `${what} (it lies at ${real})`, 'put the file or folder itself there; mount what lies elsewhere')
}

const refuse = (path: string, what: string, remedy: string): Failed =>
  new Failed({ what, where: path, remedy, exitCode: exitCodes.failed })

function attempt<T>(path: string, wish: 'read' | 'write', work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof Failed ? error : new Failed(refusedBySystem(path, error, wish), error)
  }
}

/** The failure of what was thrown; whatever is none is thrown on. */
export function failureIn(error: unknown): Failure {
  if (error instanceof Failed) return error.failure
  throw error
}
