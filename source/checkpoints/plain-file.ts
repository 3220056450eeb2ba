// Files of somebody else's making, read as data: regular ones only, never through a link, never waiting, never without end.
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type BigIntStats } from 'node:fs'
import { causeOfSystem } from '../core/errno.ts'

const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Bytes that a file of git's may have: an index of a million files has 100 MB. */
export const maxGitFile = 256 * 1024 * 1024

/** Its bytes; null when it is not there, no regular file, not readable or bigger than `max` bytes. */
export function readPlain(path: string | Buffer, max = maxGitFile): Buffer | null {
  const read = tryPlain(path, max)
  return typeof read === 'string' ? null : read
}

/** Its bytes, or why there are none, in a person's words. */
export function tryPlain(path: string | Buffer, max = maxGitFile): Buffer | string {
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, flags)
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) return 'no regular file'
    if (stat.size > max) return `${stat.size} bytes is more than the limit of ${max}`
    const bytes = Buffer.alloc(stat.size)
    let length = 0
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, length)
      if (count === 0) break
      length += count
    }
    return bytes.subarray(0, length)
  } catch (error) {
    return causeOfSystem(error)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** As text without white space at its end; '' when there is nothing to read. */
export const readWords = (path: string, max = 4096): string => readPlain(path, max)?.toString('utf8').trimEnd() ?? ''

/** The entry itself, a link not followed; null when there is none or it may not be seen. */
export function entryOf(path: string | Buffer): BigIntStats | null {
  try {
    return lstatSync(path, { bigint: true })
  } catch {
    return null
  }
}

/** A real folder, not a link to one. */
export const isRealFolder = (path: string | Buffer): boolean => entryOf(path)?.isDirectory() === true
