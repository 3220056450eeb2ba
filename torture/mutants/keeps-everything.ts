// Breaks the program: what it writes stays in its memory.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const kept: Uint8Array[] = []
const real = fs.writeFileSync
Object.assign(fs, {
  writeFileSync(...args: Parameters<typeof real>): void {
    kept.push(new Uint8Array(1_000_000).fill(kept.length))
    real(...args)
  },
})
syncBuiltinESMExports()
