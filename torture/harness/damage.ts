// Ways to break a file, each with a name; the place is up to chance.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Random } from './random.ts'

type Damage = (path: string, random: Random) => void

const bytes =
  (edit: (content: Buffer, random: Random) => Buffer): Damage =>
  (path, random) =>
    writeFileSync(path, edit(existsSync(path) ? readFileSync(path) : Buffer.from('{"v":1}\n'), random))
const lines = (edit: (all: string[], at: number, other: number) => string[]): Damage =>
  bytes((content, random) => {
    const all = content.toString('latin1').split('\n')
    return Buffer.from(edit(all, random.below(all.length), random.below(all.length)).join('\n'), 'latin1')
  })
const instead =
  (put: (path: string) => void): Damage =>
  (path) => {
    rmSync(path, { recursive: true, force: true })
    mkdirSync(dirname(path), { recursive: true })
    put(path)
  }

export const truncatedAt = (path: string, bytes: number): void => {
  if (existsSync(path)) truncateSync(path, bytes)
}

export const damages: Readonly<Record<string, Damage>> = {
  'a flipped bit': bytes((content, random) => {
    const changed = Buffer.from(content)
    const at = random.below(Math.max(1, changed.length))
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
    return changed
  }),
  'a zeroed page': bytes((content, random) => {
    const at = random.below(Math.max(1, content.length))
    return Buffer.concat([
      content.subarray(0, at),
      Buffer.alloc(Math.min(4096, content.length - at)),
      content.subarray(at + 4096),
    ])
  }),
  'lines swapped': lines((all, at, other) => all.with(at, all[other] ?? '').with(other, all[at] ?? '')),
  'a line doubled': lines((all, at) => all.toSpliced(at, 0, all[at] ?? '')),
  'a line dropped': lines((all, at) => all.toSpliced(at, 1)),
  'a tail of NUL': bytes((content) => Buffer.concat([content, Buffer.alloc(512)])),
  'a byte order mark': bytes((content) => Buffer.concat([Buffer.from('\uFEFF'), content])),
  CRLF: bytes((content) => Buffer.from(content.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')),
  'an older version': bytes((content) =>
    Buffer.from(content.toString('latin1').replaceAll('"v":1', '"v":0'), 'latin1'),
  ),
  'a newer version': bytes((content) =>
    Buffer.from(content.toString('latin1').replaceAll('"v":1', '"v":99'), 'latin1'),
  ),
  'another type of value': bytes((content) =>
    Buffer.from(content.toString('latin1').replace(/:\s*\{/, ':[{}],"x":{'), 'latin1'),
  ),
  '200 MB': (path) => {
    if (!existsSync(path)) writeFileSync(path, '')
    truncateSync(path, 200 * 1024 * 1024)
  },
  'a folder': instead((path) => mkdirSync(join(path, 'inside'), { recursive: true })),
  'a link': instead((path) => symlinkSync('/dev/zero', path)),
  'a dangling link': instead((path) => symlinkSync('/nowhere/at/all', path)),
  'a named pipe': instead((path) => execFileSync('mkfifo', [path])),
  'mode 000': (path) => {
    if (!existsSync(path)) writeFileSync(path, '{}')
    chmodSync(path, 0)
  },
  empty: bytes(() => Buffer.alloc(0)),
}
