// git's index as bytes, read without git: which paths are in it, and what no index of ours may hold.

export interface IndexEntry {
  readonly path: string
  readonly mode: number
  /** What counts of it: mode, object, stage and path, without the times of the file. */
  readonly key: string
}

export interface IndexContent {
  readonly entries: readonly IndexEntry[]
  /** File name of a shared index it builds on; null for nearly all. */
  readonly base: string | null
}

const [headerBytes, fixedBytes] = [12, 62]
const gitlinkMode = 0o160000
const isHex = (text: string): boolean => /^[0-9a-f]+$/.test(text)

/** Null when it is no index of version 2, 3 or 4. `hashBytes`: 20, or 32 for SHA-256. */
export function readIndex(bytes: Buffer, hashBytes = 20): IndexContent | null {
  if (bytes.length < headerBytes + hashBytes || bytes.toString('latin1', 0, 4) !== 'DIRC') return null
  const version = bytes.readUInt32BE(4)
  if (version < 2 || version > 4) return null
  const entries: IndexEntry[] = []
  let at = headerBytes
  let before: Buffer = Buffer.alloc(0)
  const end = bytes.length - hashBytes
  const fixed = fixedBytes - 20 + hashBytes
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    if (at + fixed > end) return null
    const mode = bytes.readUInt32BE(at + 24)
    const flags = bytes.readUInt16BE(at + fixed - 2)
    const start = at + fixed + ((flags & 0x4000) !== 0 && version >= 3 ? 2 : 0)
    const name = version === 4 ? compressedName(bytes, start, before) : plainName(bytes, start)
    if (name === null || name.end > end) return null
    before = name.path
    const path = name.path.toString('latin1')
    const object = bytes.toString('hex', at + 40, at + 40 + hashBytes)
    entries.push({ path, mode, key: `${mode} ${object} ${flags & 0x3000} ${path}` })
    at = version === 4 ? name.end : at + Math.ceil((name.end - at) / 8) * 8
  }
  return { entries, base: sharedBase(bytes, at, end, hashBytes) }
}

interface Name {
  readonly path: Buffer
  /** Behind its last byte, the NUL included in version 4 and at least one in the others. */
  readonly end: number
}

function plainName(bytes: Buffer, start: number): Name | null {
  const stop = bytes.indexOf(0, start)
  return stop < 0 ? null : { path: bytes.subarray(start, stop), end: stop + 1 }
}

function compressedName(bytes: Buffer, start: number, before: Buffer): Name | null {
  let at = start
  let byte = bytes[at++] ?? 0
  let removed = byte & 0x7f
  while ((byte & 0x80) !== 0) {
    byte = bytes[at++] ?? 0
    removed = ((removed + 1) << 7) | (byte & 0x7f)
  }
  const stop = bytes.indexOf(0, at)
  if (stop < 0 || removed > before.length) return null
  return { path: Buffer.concat([before.subarray(0, before.length - removed), bytes.subarray(at, stop)]), end: stop + 1 }
}

function sharedBase(bytes: Buffer, start: number, end: number, hashBytes: number): string | null {
  for (let at = start; at + 8 <= end;) {
    const size = bytes.readUInt32BE(at + 4)
    if (bytes.toString('latin1', at, at + 4) === 'link') {
      const base = bytes.toString('hex', at + 8, at + 8 + hashBytes)
      return isHex(base) && !/^0+$/.test(base) ? `sharedindex.${base}` : null
    }
    at += 8 + size
  }
  return null
}

/** Paths of repositories inside of this one, submodules or not. */
export const gitlinksOf = ({ entries }: IndexContent): string[] =>
  entries
    .filter(({ mode }) => (mode & 0o170000) === gitlinkMode)
    .map(({ path }) => Buffer.from(path, 'latin1').toString())

/** git checks names when it adds them, not when it reads them back: a made-up index writes into `.git` at a checkout. */
export const unsafePaths = ({ entries }: IndexContent): string[] =>
  entries.map(({ path }) => path).filter((path) => path.split('/').some(isUnsafe))

const isUnsafe = (part: string): boolean =>
  part === '' || part === '.' || part === '..' || /^(?:\.git|git~\d+)[. ]*$/i.test(part) || /^\.git(?::|\\)/i.test(part)
