// Breaks the program: nothing it writes is ever synced.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

Object.assign(fs, { fsyncSync: () => undefined, fdatasyncSync: () => undefined })
syncBuiltinESMExports()
