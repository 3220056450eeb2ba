// Breaks the program: the sequences that give the terminal back are never sent.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const leaving = /\u001B\[\?(?:1049l|25h|2004l)/g
const real = fs.writeSync
const clean = (data: unknown): unknown =>
  typeof data === 'string'
    ? data.replaceAll(leaving, '')
    : data instanceof Uint8Array
      ? Buffer.from(Buffer.from(data).toString('latin1').replaceAll(leaving, ''), 'latin1')
      : data
Object.assign(fs, {
  writeSync(descriptor: number, data: unknown, ...rest: unknown[]): number {
    const text = data instanceof Uint8Array ? Buffer.from(data).toString('latin1') : String(data)
    if (!leaving.test(text)) return Reflect.apply(real, fs, [descriptor, data, ...rest])
    Reflect.apply(real, fs, [descriptor, clean(data)])
    const [offset = 0, length] = rest
    return typeof length === 'number' ? length : text.length - Number(offset)
  },
})
syncBuiltinESMExports()
