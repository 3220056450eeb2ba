// Breaks the program: files are replaced by emptying them first and writing them slowly.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const real = fs.renameSync
const slowly = new Int32Array(new SharedArrayBuffer(4))
Object.assign(fs, {
  renameSync(from: fs.PathLike, to: fs.PathLike): void {
    if (!String(to).endsWith('.json')) return real(from, to)
    const text = fs.readFileSync(from)
    const descriptor = fs.openSync(to, 'w')
    fs.writeSync(descriptor, text.subarray(0, text.length / 2))
    Atomics.wait(slowly, 0, 0, 250)
    fs.writeSync(descriptor, text.subarray(text.length / 2))
    fs.closeSync(descriptor)
    fs.rmSync(from)
  },
})
syncBuiltinESMExports()
