// The files that prove a job done: what they are like before the job, and what they say afterwards.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { causeOf, Failed } from '../core/failure.ts'
import { pythonList } from '../core/json-text.ts'
import { separators } from './layout.ts'
import { readRegular } from './open-regular.ts'

const maxBytes = 64 * 1024 * 1024

/** Changes whenever the file is written or replaced; null when it is absent. */
export function fingerprint(root: string, path: string): string | null {
  const stat = statSync(resolve(root, separators(path)), { bigint: true, throwIfNoEntry: false })
  return stat ? [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(':') : null
}

/** The fingerprint of a file, and of its content where that can be read; null when it is absent. */
export function evidenceOf(root: string, path: string): string | null {
  const stat = fingerprint(root, path)
  if (stat === null) return null
  try {
    return `${stat} ${contentOf(root, path)}`
  } catch {
    return stat
  }
}

/**
 * Of files that were there before a job those that say the same now but were written since, as they are now: where not the job
 * wrote them but a rollback, or who carried them to another host, they prove nothing.
 */
export function unwritten(root: string, before: Readonly<Record<string, string | null>>): Record<string, string> {
  const renewed = Object.entries(before).flatMap(([path, known]) => {
    const [, content] = known?.split(' ') ?? []
    const now = content === undefined ? null : evidenceOf(root, path)
    return now !== null && now !== known && now.split(' ')[1] === content ? [[path, now] as const] : []
  })
  return Object.fromEntries(renewed)
}

const read = (root: string, path: string): Buffer =>
  readRegular(resolve(root, separators(path)), maxBytes, { links: { below: root } })

const contentOf = (root: string, path: string): string =>
  createHash('sha256').update(read(root, path)).digest('hex').slice(0, 16)

/** The fingerprint of a file last written before `ts` (UTC); null when it is younger or absent. */
export function fingerprintIfOlder(root: string, path: string, ts: string): string | null {
  const stat = statSync(resolve(root, separators(path)), { throwIfNoEntry: false })
  return stat && stat.mtimeMs < Date.parse(ts) ? fingerprint(root, path) : null
}

export interface FileCheckResult {
  readonly holds: boolean
  readonly reason: string
}

/**
 * Does the file exist, is it fresh, and does it hold all the words? `before` is what it was when the job began; undefined
 * accepts a file of any age.
 */
export function checkFile(
  root: string,
  check: { path: string; contains: readonly string[] },
  before: string | null | undefined,
): FileCheckResult {
  const path = resolve(root, separators(check.path))
  const name = basename(path)
  let texts: string[]
  try {
    const now = fingerprint(root, check.path)
    if (now === null) return { holds: false, reason: `done判定: ${name} が存在しない` }
    if (now === before?.split(' ')[0])
      return { holds: false, reason: `done判定: ${name} はこの job の開始後に書かれていない` }
    texts = decodings(read(root, check.path))
  } catch (error) {
    const cause = error instanceof Failed ? `${name} ${error.failure.what}` : causeOf(error)
    return { holds: false, reason: `done判定エラー: ${cause}` }
  }
  if (check.contains.length === 0) return { holds: true, reason: 'done判定: 全条件クリア' }
  if (texts.length === 0) return { holds: false, reason: 'done判定: ファイルのエンコードを判別できませんでした' }
  const missing = texts.map((text) => check.contains.filter((word) => !text.includes(word)))
  if (missing.some((words) => words.length === 0)) return { holds: true, reason: 'done判定: 全条件クリア' }
  return { holds: false, reason: `done判定: 必須キーワード不足 ${pythonList(missing[0] ?? [])}` }
}

/** Every way the bytes can be read: UTF-8, else UTF-16 by its mark, else UTF-16 of either order and CP932. */
function decodings(data: Buffer): string[] {
  const tryDecode = (encoding: string): string[] => {
    try {
      return [new TextDecoder(encoding, { fatal: true }).decode(data)]
    } catch {
      return []
    }
  }
  const mark = data.subarray(0, 2).toString('hex')
  if (mark === 'fffe') return tryDecode('utf-16le')
  if (mark === 'feff') return tryDecode('utf-16be')
  const utf8 = tryDecode('utf-8')
  const isText = utf8.length > 0 && !utf8[0]?.includes('\0')
  return isText ? utf8 : [...utf8, ...['utf-16le', 'utf-16be', 'shift_jis'].flatMap(tryDecode)]
}
