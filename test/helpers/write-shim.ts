// Kills the program at one of its own writes below some folders: node:fs is counted, and ends the process in between.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface WriteShim {
  /** Environment of the program. */
  readonly environment: Record<string, string>
  readonly calls: () => number
}

/** `killAt` counts from 1; 0: never. */
export function writeShim(folder: string, { killAt, below }: { killAt: number; below: readonly string[] }): WriteShim {
  mkdirSync(folder, { recursive: true })
  const [module, count] = [join(folder, 'shim.mjs'), join(folder, 'writes')]
  writeFileSync(
    module,
    `import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const below = ${JSON.stringify(below)}
const { writeFileSync } = fs
let n = 0
for (const name of ['renameSync', 'rmSync', 'mkdirSync', 'symlinkSync', 'copyFileSync', 'fsyncSync', 'utimesSync', 'chmodSync', 'openSync']) {
  const real = fs[name]
  fs[name] = (...args) => {
    const isWrite = name !== 'openSync' || /[wa]/.test(String(args[1]))
    const isThere = args.slice(0, 2).some((path) => typeof path !== 'number' && below.some((at) => String(path).startsWith(at)))
    if (isWrite && (isThere || name === 'fsyncSync')) {
      n++
      if (n === ${killAt}) process.kill(process.pid, 'SIGKILL')
    }
    return real(...args)
  }
}
syncBuiltinESMExports()
process.on('exit', () => n > 0 && writeFileSync(${JSON.stringify(count)}, String(n)))
`,
  )
  return {
    environment: { NODE_OPTIONS: `--import=${module}` },
    calls: () => (existsSync(count) ? Number(readFileSync(count, 'utf8')) : 0),
  }
}
