// The end of a file that is being written, as text.
import { closeSync, fstatSync, readSync } from 'node:fs'
import { openToRead } from './open-regular.ts'

/** The last `maxBytes` of a file from the beginning of a line on; empty when it is absent or no file. */
export function readTail(path: string, maxBytes: number): string {
  let descriptor: number
  try {
    descriptor = openToRead(path)
  } catch {
    return ''
  }
  try {
    const { size } = fstatSync(descriptor)
    const start = Math.max(0, size - maxBytes)
    const data = Buffer.alloc(size - start)
    const read = readSync(descriptor, data, 0, data.length, start)
    const text = data.toString('utf8', 0, read)
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    closeSync(descriptor)
  }
}
