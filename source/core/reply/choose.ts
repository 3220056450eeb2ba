// Of all that a reply holds, the one answer of the role; what could be read in two ways is refused.
import type { Role } from '../event-place.ts'
import { head } from '../text.ts'
import { balancedEnd, type Found, type Scan } from './objects.ts'
import { commandsKey, replySchemas } from './schemas.ts'

export type ReplyValue = Record<string, unknown>
export type Reply = { ok: true; value: ReplyValue } | { ok: false; reason: string; extracted: string }

/** Characters of an answer that name it in a refusal. */
const shownOfAnswer = 80

export const refuse = (reason: string, extracted: string): Reply & { ok: false } => ({ ok: false, reason, extracted })

export const isShaped = (role: Role, value: unknown): value is ReplyValue => replySchemas[role].safeParse(value).success

/** Why a value is no answer of the role. */
export function shapeFault(role: Role, value: unknown): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return `${Array.isArray(value) ? 'an array' : String(value)} instead of an object`
  const [issue] = replySchemas[role].safeParse(value).error?.issues ?? []
  return `${issue?.path.join('.') ?? 'reply'}: ${issue?.message ?? 'wrong shape'}`
}

/** `text` without thoughts, and what was found in it. Null when no object has the role's shape. */
export function chooseAnswer(role: Role, text: string, scan: Scan): Reply | null {
  const array = scan.found.find((one, i) => one.kind === 'array' && isAnswerLike(role, one, text, i === 0))
  if (array) return refuse('an array instead of an object', array.text)
  const objects = scan.found.filter(({ kind }) => kind === 'object')
  const shaped = objects.filter(({ value }) => isShaped(role, value))
  if (shaped.length === 0) return null
  const [first, second] = strictest(role, shaped)
  if (!first) return null
  if (second) return refuse(`two different answers: ${shown(first)} and ${shown(second)}`, text)
  if (first.twice !== null) return refuse(`the key ${JSON.stringify(first.twice)} stands twice`, first.text)
  const surplus = shaped.find((one) => isFollowedByBracket(text, one, scan.found))
  if (surplus) return refuse('a brace too many behind the object', text)
  const failed = failedAttempt(role, text, scan, objects)
  if (failed !== null) return refuse(`two different answers: ${shown(first)} and one that ${failed}`, text)
  if (role === 'review' && saysNoElsewhere(text, scan, shaped) && isApproval(first))
    return refuse('approval stands beside a no', text)
  // The value as parsed, not zod's copy: a copy could turn a "__proto__" key into a prototype.
  return { ok: true, value: first.value as ReplyValue }
}

const shown = ({ text }: Found): string => head(text.replaceAll(/\s+/gu, ' '), shownOfAnswer)

const isApproval = ({ value }: Found): boolean => (value as ReplyValue)['approval'] === true

/** Those that differ. A reviewer's no outweighs every other of its answers. */
function strictest(role: Role, shaped: readonly Found[]): Found[] {
  const refusal = role === 'review' ? shaped.find((one) => !isApproval(one)) : undefined
  if (refusal) return [refusal]
  const distinct = new Map<string, Found>()
  for (const one of shaped) {
    const spelled = canonical(one.value)
    const known = distinct.get(spelled)
    if (!known || one.twice !== null) distinct.set(spelled, one)
  }
  return [...distinct.values()]
}

/** One spelling for values that are equal, in whatever order their keys stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : part,
  )
}

/** An array that holds an answer, or that begins the reply on lines of its own, stands in an answer's place. */
function isAnswerLike(role: Role, { value, start, end }: Found, text: string, isFirst: boolean): boolean {
  if (Array.isArray(value) && value.some((item) => isShaped(role, item))) return true
  return isFirst && text.slice(0, start).trim() === '' && /^[ \t]*(?:\r?\n|$)/u.test(text.slice(end))
}

/** A bracket behind an answer closes what an open one before it began, or it is one too many. */
function isFollowedByBracket(text: string, { start, end }: Found, found: readonly Found[]): boolean {
  const [, closing] = /^\s*([}\]])/u.exec(text.slice(end, end + 1000)) ?? []
  if (closing === undefined) return false
  const opening = closing === '}' ? '{' : '['
  let open = 0
  let at = 0
  for (const other of [...found.filter((one) => one.end <= start), { start, end }]) {
    for (; at < other.start; at++) {
      if (text[at] === opening) open++
      else if (text[at] === closing) open = Math.max(0, open - 1)
    }
    at = other.end
  }
  return open === 0
}

/** An answer that was begun and went wrong: how; the good one beside it may not be the one that counts. */
function failedAttempt(role: Role, text: string, { found, broken }: Scan, objects: readonly Found[]): string | null {
  const key = commandsKey[role]
  for (const { value } of objects) {
    const list = (value as ReplyValue)[key]
    if (Array.isArray(list) && list.length > 0 && !isShaped(role, value)) return 'has a wrong shape'
  }
  const begun = new RegExp(`["'“”‘’]?${key}["'“”‘’]?\\s*:\\s*\\[\\s*[{["'“‘]`, 'u')
  let covered = 0
  for (const { start, end, isCut } of broken) {
    if (end <= covered) continue
    covered = end
    // The grammar may be left at the first character; an object that is whole is none of it.
    const next = found.find((one) => one.start >= end)?.start ?? text.length
    if (begun.test(text.slice(start, Math.min(end + 200, next))))
      return balancedEnd(text, start) < 0 ? 'is cut off' : 'is not valid JSON'
    if (isCut && text.slice(start).includes(`"${key}"`)) return 'is cut off'
  }
  return null
}

/** As a line of a report, in English or Japanese: "approval: false", "承認：却下". A sentence is none. */
const no =
  /(?:\bapprov(?:al|ed?)|承認)["'“”‘’「」`*_]{0,4}\s{0,20}[:=：＝]\s{0,20}["'“”‘’「」`*_]{0,4}(?:false|no\b|not\b|0\b|null\b|none\b|reject|den|ng\b|いいえ|不可|否|却下|拒否|しない|しません|できない|できません|なし|×)/iu

/** Does anything of the reply, besides the answers themselves, say no? */
function saysNoElsewhere(text: string, { found }: Scan, shaped: readonly Found[]): boolean {
  let rest = ''
  let at = 0
  for (const { start, end } of shaped) {
    rest += `${text.slice(at, start)}\n`
    at = end
  }
  return (
    no.test(rest + text.slice(at)) ||
    found.some(({ value }) => Object.values(value as object).some((part) => holdsNo(part)))
  )
}

const holdsNo = (value: unknown): boolean =>
  value !== null &&
  typeof value === 'object' &&
  ((value as ReplyValue)['approval'] === false || Object.values(value).some((part) => holdsNo(part)))
