// Breaks the program: lines of the journal stay in memory until there are twelve.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const real = fs.writeSync
const waiting: string[] = []
const isJournal = (descriptor: number): boolean => {
  try {
    return fs.readlinkSync(`/proc/self/fd/${descriptor}`).endsWith('/journal.ndjson')
  } catch {
    return false
  }
}
Object.assign(fs, {
  writeSync(descriptor: number, data: NodeJS.ArrayBufferView | string, ...rest: number[]): number {
    if (!isJournal(descriptor)) return Reflect.apply(real, fs, [descriptor, data, ...rest])
    const [offset = 0, length] = rest
    const bytes = Buffer.from(
      typeof data === 'string' ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    )
    waiting.push(bytes.subarray(offset, length === undefined ? undefined : offset + length).toString())
    if (waiting.length >= 12) real(descriptor, waiting.splice(0).join(''))
    return length ?? bytes.length
  },
})
syncBuiltinESMExports()
