// Breaks the program: a sync that fails is taken for one that did not.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

for (const name of ['fsyncSync', 'fdatasyncSync'] as const) {
  const real = fs[name]
  Object.assign(fs, {
    [name](descriptor: number): void {
      try {
        real(descriptor)
      } catch {
        // As if nothing was.
      }
    },
  })
}
syncBuiltinESMExports()
