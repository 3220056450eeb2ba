// Paths of commands: absolute, without `.` and `..`, symbolic links followed as far as the disk shows them.
import { readlinkSync } from 'node:fs'
import type { Value } from './value.ts'
import { concat, contains, isHole, isKnown, knownStart, literal, splitValue, textValue, unknown } from './value.ts'
import { limits } from '../limits.ts'

/** Target of a symbolic link, null when the path is none. */
export type ReadLink = (path: string) => string | null

/** Links that a text makes: all that a path may lead to, absolute. */
export type Links = Map<string, readonly string[]>

/** The newest counts as the others do: which of them is there when the path is used is not followed. */
export function noteTarget(links: Links, path: string, target: string): void {
  const known = links.get(path) ?? []
  if (!known.includes(target)) links.set(path, [...known, target].slice(-limits.targets))
}

/** Reads links from the disk, each once. Those of /proc are the judge's own, not the command's. */
export function linkReader(): ReadLink {
  const known = new Map<string, string | null>()
  return (path) => {
    if (path.startsWith('/proc/')) return null
    const cached = known.get(path)
    if (cached !== undefined) return cached
    let target: string | null = null
    try {
      target = readlinkSync(path)
    } catch {
      // EINVAL: no link; ENOENT and the rest: nothing there to follow.
    }
    known.set(path, target)
    return target
  }
}

/** What paths are read against. */
export interface Disk {
  readonly readLink: ReadLink
  /** `C:/…` and `//server/…` are absolute (PowerShell); elsewhere they are names like others. */
  readonly hasDrives: boolean
}

const isOnDrive = (start: string): boolean => /^(?:[A-Za-z]:|\/\/)/.test(start)

/** Without `.` and `..`, as far as the names are known. */
function plainPath(path: Value): Value {
  const [first = [], ...rest] = splitValue(path, '/')
  const done: Value[] = []
  for (const segment of rest) {
    const name = literal(segment)
    if (name === '..') done.pop()
    else if (name !== '' && name !== '.') done.push(segment)
  }
  return concat(first, ...done.flatMap((segment) => [['/'], segment]))
}

/** `/proc/self/cwd`, `/proc/PID/root`: what the folders of a process stand for; null: no such folder. */
function ofProcess(done: readonly Value[], name: string | null, folder: Value): Value | 'unknown' | null {
  const [top = [], process = []] = done
  // Below a descriptor: the folder it was opened on.
  if (literal(done.at(-1) ?? []) === 'fd' && /^(?:proc|dev)$/.test(literal(top) ?? '')) return 'unknown'
  if (literal(top) !== 'proc' || done.length < 2) return null
  if (name === 'root') return ['/']
  if (name !== 'cwd') return null
  return /^(?:self|thread-self)$/.test(literal(process) ?? '') ||
    contains(process, 'digits') ||
    contains(process, 'pid')
    ? folder
    : 'unknown'
}

/** An absolute path without `.` and `..`, links not followed. */
export function normalise(path: string): string {
  const made: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') made.pop()
    else if (part !== '' && part !== '.') made.push(part)
  }
  return `/${made.join('/')}`
}

/** `.?` and `.*` stand for the folder above, too. */
const mayBeParent = ([dot, star, ...rest]: Value): boolean =>
  dot === '.' && rest.length === 0 && isHole(star) && (star.hole === 'char' || star.hole === 'glob')

/**
 * The absolute path that the kernel would use, `[{hole: 'any'}]` when it can be anything.
 * @param isFollowed - false: a link at the very end is meant itself (rm, mv, ln)
 */
export function resolvePath(path: Value, folder: Value, { readLink, hasDrives }: Disk, isFollowed = true): Value {
  if (contains(path, 'any') || knownStart(path).length > limits.path) return unknown
  const start = knownStart(path)
  if (hasDrives && isOnDrive(start)) return plainPath(path)
  if (hasDrives && isOnDrive(knownStart(folder)) && !start.startsWith('/'))
    return plainPath(concat(folder, ['/'], path))
  const whole = start.startsWith('/') ? path : isKnown(path) && start === '' ? folder : concat(folder, ['/'], path)
  if (!knownStart(whole).startsWith('/') || contains(whole, 'any')) return unknown
  let left = splitValue(whole, '/')
  // A slash behind a link means what it leads to.
  const isFolder = left.length > 1 && left.at(-1)?.length === 0
  let done: Value[] = []
  let links = 0
  while (left.length > 0) {
    const [segment = [], ...rest] = left
    left = rest
    const name = literal(segment)
    if (name === '' || name === '.') continue
    if (name === '..') {
      if (done.some((piece) => !isKnown(piece) && contains(piece, 'path'))) return unknown
      done = done.slice(0, -1)
      continue
    }
    const isLast = left.every((piece) => literal(piece) === '')
    if (!isLast && mayBeParent(segment)) return unknown
    const process = isLast && literal(done.at(-1) ?? []) === 'fd' ? null : ofProcess(done, name, folder)
    if (process === 'unknown' || links > limits.links) return unknown
    if (process !== null) {
      links += 1
      done = []
      left = [...splitValue(process, '/'), ...left]
      continue
    }
    const here = name === null || !done.every(isKnown) ? null : `/${[...done.map(literal), name].join('/')}`
    const target = here === null || (isLast && !isFollowed && !isFolder) ? null : readLink(here)
    if (target === null) {
      done.push(segment)
      continue
    }
    links += 1
    if (links > limits.links) return unknown
    left = [...target.split('/').map(textValue), ...left]
    if (target.startsWith('/')) done = []
  }
  return concat(...done.flatMap((segment) => [['/'], segment]), ...(done.length === 0 ? [['/']] : []))
}

/** A descriptor of the command itself: to write to it is to write to the file it was opened on, whatever that is. */
export const isDescriptor = (path: Value): boolean =>
  /^\/(?:dev|proc\/(?:self|thread-self|\d+))\/(?:stdin|fd\/(?!0*[12]$)\d+)$/.test(literal(path) ?? '')
