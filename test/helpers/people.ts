// Whom the sandbox is tried as: whoever runs the tests, and an ordinary user where root may become one.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** `nobody` on most systems; the number is enough. */
const ordinary = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']

export interface Person {
  readonly name: string
  readonly before: readonly string[]
}

/** Why whoever this makes of us cannot read these tests; false when they can: a clone may lie in a folder of root's own. */
export function cannotRead(before: readonly string[]): string | false {
  const look = [process.execPath, '-e', `require('fs').accessSync('${import.meta.filename}')`]
  return spawnSync('env', [...before, ...look], { cwd: import.meta.dirname }).status === 0
    ? false
    : `this user cannot read ${import.meta.dirname}: clone to a folder that others may enter`
}

/** Why the sandbox cannot be tried here; false when it can. */
export function cannotTry({ before }: Person): string | false {
  if (process.platform !== 'linux') return `no bubblewrap on ${process.platform}`
  const unread = cannotRead(before)
  if (unread !== false) return unread
  const bubblewrap = ['bwrap', '--unshare-all', '--unshare-user', '--ro-bind', '/', '/', '--proc', '/proc', 'true']
  const call = [...before, ...bubblewrap]
  const { status, stderr, error } = spawnSync('env', call, { encoding: 'utf8', cwd: import.meta.dirname })
  if (status === 0) return false
  return `${call.slice(0, 5).join(' ')} …: ${error?.message ?? stderr.trim().slice(0, 200)}`
}

export const people: readonly Person[] =
  process.getuid?.() === 0
    ? [
        { name: 'root', before: [] },
        { name: 'an ordinary user', before: ordinary },
      ]
    : [{ name: 'an ordinary user', before: [] }]

/** Root keeps an attack that ends everything it sees to a process namespace of its own. */
const apart = process.getuid?.() === 0 ? ['unshare', '-pfm', '--mount-proc', '--kill-child'] : []

/** All lines that the program says in this mode, by id. */
export async function tryAs<T extends { id: string }>(
  { before }: Person,
  mode: string,
  program = 'try-escapes.js',
): Promise<Map<string, T>> {
  const file = join(import.meta.dirname, program)
  const isApart = program !== 'try-escapes.js'
  const child = spawn('env', [...(isApart ? apart : []), ...before, process.execPath, file, mode], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${mode} ended with ${code}: ${errors.slice(-2000)}`)
  const lines = out.split('\n').filter(Boolean)
  return new Map(lines.map((line) => JSON.parse(line) as T).map((tried) => [tried.id, tried]))
}
