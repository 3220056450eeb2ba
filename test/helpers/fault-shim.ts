// The system refuses the program some files: opening one of them to write fails as the real call would.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants } from 'node:os'

/** Environment of a program for which writing any file whose path holds `part` fails with this error. */
export function faultShim(folder: string, part: string, code: keyof typeof constants.errno): Record<string, string> {
  mkdirSync(folder, { recursive: true })
  const module = join(folder, 'fault.mjs')
  writeFileSync(
    module,
    `import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const { open, openSync } = fs
const refusal = (path, flags) => {
  const writes = typeof flags === 'number' ? (flags & 3) !== 0 : /[wa+]/.test(String(flags ?? 'r'))
  if (!writes || !String(path).includes(${JSON.stringify(part)})) return null
  return Object.assign(new Error("${code}: refused, open '" + path + "'"), { code: '${code}', errno: -${constants.errno[code]}, syscall: 'open', path })
}
fs.openSync = (path, flags, ...rest) => {
  const error = refusal(path, flags)
  if (error) throw error
  return openSync(path, flags, ...rest)
}
fs.open = (path, flags, ...rest) => {
  const error = refusal(path, flags)
  if (error) return setImmediate(rest.at(-1), error)
  return open(path, flags, ...rest)
}
syncBuiltinESMExports()
`,
  )
  return { NODE_OPTIONS: `--import=${module}` }
}
