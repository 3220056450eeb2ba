// The files that prove a job done: what they are like before the job, and what they say afterwards.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { causeOf, Failed } from '../core/failure.ts'
import { pythonList } from '../core/json-text.ts'
import { contentIn, type Outdated, type Proof } from '../core/proof.ts'
import { separators } from './layout.ts'
import { readRegular } from './open-regular.ts'

const statIn = (evidence: string | null | undefined): string | null => evidence?.split(' ')[0] ?? null

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

/** What is known of the files: `known` as they were when the job began, `outdated` what is older than the job. */
export interface Known extends Pick<Proof, 'known' | 'written'> {
  readonly outdated: Outdated
}

/** Files that are not what they were when the job began, as they are now. */
function renewed(root: string, { known }: Known): (readonly [path: string, now: string])[] {
  return Object.entries(known).flatMap(([path, before]) => {
    if (fingerprint(root, path) === statIn(before)) return []
    const now = evidenceOf(root, path)
    return now === null ? [] : [[path, now] as const]
  })
}

/** Contents of files that were written since the job began, as far as they are not known yet. */
export function writtenSince(root: string, proof: Known): Record<string, string> {
  const contents = renewed(root, proof).flatMap(([path, now]) => {
    const content = contentIn(now)
    return content === undefined || proof.written[path]?.includes(content) ? [] : [[path, content] as const]
  })
  return Object.fromEntries(contents)
}

/**
 * Of files that are not what they were when the job began those that say what is older than the job, as they are now: not the
 * job wrote them but who put them back, or carried them to another host, and they prove nothing.
 */
export const outdatedIn = (root: string, proof: Known): Record<string, string> =>
  Object.fromEntries(
    renewed(root, proof).filter(([path, now]) => isOutdated(proof, path, now) && !isWritten(proof, path, now)),
  )

/** Behind a rollback: all that the job was not seen to write, or that is older as well. */
export const putBack = (root: string, proof: Known): Record<string, string> =>
  Object.fromEntries(
    renewed(root, proof).filter(([path, now]) => isOutdated(proof, path, now) || !isWritten(proof, path, now)),
  )

const isWritten = ({ written }: Known, path: string, now: string): boolean =>
  written[path]?.includes(contentIn(now) ?? '') === true
const isOutdated = ({ outdated }: Known, path: string, now: string): boolean =>
  outdated[path]?.includes(contentIn(now) ?? '') === true

const read = (root: string, path: string): Buffer =>
  readRegular(resolve(root, separators(path)), maxBytes, { links: { below: root } })

const contentOf = (root: string, path: string): string =>
  createHash('sha256').update(read(root, path)).digest('hex').slice(0, 16)

/**
 * What counts as the state before the job, of a file whose check was added in the middle of it: null where it was written
 * since `since` (UTC), as far as its time can tell; a time that is still to come tells nothing, and none does with `since` null.
 */
export function belatedEvidence(root: string, path: string, since: string | null, now: Date): string | null {
  const mtimeMs = statSync(resolve(root, separators(path)), { throwIfNoEntry: false })?.mtimeMs
  const isYounger = mtimeMs !== undefined && since !== null && mtimeMs >= Date.parse(since) && mtimeMs <= now.getTime()
  return isYounger ? null : evidenceOf(root, path)
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
    if (now === statIn(before)) return { holds: false, reason: `done判定: ${name} はこの job の開始後に書かれていない` }
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
