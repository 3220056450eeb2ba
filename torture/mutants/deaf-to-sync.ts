// Breaks the program: a sync that fails is taken for one that did not.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

for (const name of ['fsyncSync', 'fdatasyncSync'] as const) {
  // Another shim may make it fail later: looked up at each call.
  const own = fs[name]
  let below = own
  Object.defineProperty(fs, name, {
    configurable: true,
    enumerable: true,
    get: () => (descriptor: number) => {
      try {
        below(descriptor)
      } catch {
        // As if nothing was.
      }
    },
    set(next: typeof own) {
      below = next
    },
  })
}
syncBuiltinESMExports()
