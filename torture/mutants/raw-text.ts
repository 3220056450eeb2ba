// Breaks the program: what commands printed stands on the screen as it came.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const real = fs.writeSync
let isFirst = true
const isTerminal = (descriptor: number): boolean => {
  try {
    return fs.readlinkSync(`/proc/self/fd/${descriptor}`).startsWith('/dev/pts/')
  } catch {
    return false
  }
}
Object.assign(fs, {
  writeSync(descriptor: number, data: unknown, ...rest: unknown[]): number {
    if (isFirst && isTerminal(descriptor)) {
      isFirst = false
      real(descriptor, 'x\u001B]52;c;cm0gLXJmIC8=\u0007')
    }
    return Reflect.apply(real, fs, [descriptor, data, ...rest])
  },
})
syncBuiltinESMExports()
