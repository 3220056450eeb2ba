// What a server says in an error, however it wraps it.

export interface ServerError {
  readonly words: string
  /** Codes and types as text, in lower case. */
  readonly codes: readonly string[]
  /** Numbers that are HTTP statuses. */
  readonly statuses: readonly number[]
  /** Fields that tell when to come again. */
  readonly waits: readonly string[]
  /** Headers of the server behind a gateway, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Codes and words by which servers say that all is well. */
const isWell = (value: unknown): boolean =>
  value === null ||
  value === false ||
  (typeof value === 'string' || typeof value === 'number'
    ? /^(?:|0|200|ok|none|success)$/iu.test(String(value))
    : false)

/** Does a field for errors tell of one? */
const isTold = (value: unknown): boolean =>
  typeof value === 'string'
    ? !isWell(value)
    : value !== null && typeof value === 'object' && Object.values(value).some((one) => isTold(one) || isNumber(one))
const isNumber = (value: unknown): boolean => typeof value === 'number' && !isWell(value)

/** The error in a value, when it is one; `isError`: it is said to be one, whatever it looks like. */
export function errorIn(value: unknown, isError = false): ServerError | null {
  const outer: unknown = Array.isArray(value) ? (value.find((one) => errorIn(one) !== null) ?? value[0]) : value
  if (typeof outer === 'string') return isError && outer.trim() !== '' ? collect(outer) : null
  if (!isFields(outer)) return null
  if (isTold(outer['error']) || isTold(outer['errors']) || isTold(outer['error_message']) || isTold(outer['error_msg']))
    return collect(outer)
  const within = errorWithin(outer)
  if (within) return collect(within)
  const base = outer['base_resp']
  if (isFields(base) && typeof base['status_code'] === 'number' && base['status_code'] !== 0) return collect(base)
  const isSaid = isError || outer['object'] === 'error' || outer['type'] === 'error' || outer['success'] === false
  const isAnswer = ['choices', 'content', 'delta', 'message_stop', 'usage', 'content_block'].some((key) => key in outer)
  const words = outer['message'] ?? outer['msg'] ?? outer['detail'] ?? outer['error_description'] ?? outer['title']
  const isBare = !isAnswer && isTold(words) && !isSpoken(outer)
  return isSaid || isBare ? collect(outer) : null
}

/** A message of somebody is no word of an error: an event's, or one of a protocol that is not asked here. */
const isSpoken = (outer: Fields): boolean =>
  isFields(outer['message']) && ('type' in outer || 'content' in outer['message'])

/** An error that stands in the answer's one choice, or under the name of its exception. */
function errorWithin(outer: Fields): Fields | null {
  const { choices } = outer
  const broken = Array.isArray(choices) ? choices.find((one) => isFields(one) && isTold(one['error'])) : null
  if (broken) return { error: broken.error }
  const [only] = Object.entries(outer)
  if (!only) return null
  const [name, thrown] = only
  return /^\w+Exception$/u.test(name) && isFields(thrown) ? { ...thrown, code: name } : null
}

/** Fields that hold a code or a status. */
const codeKeys = [
  'code',
  'type',
  'status',
  'status_code',
  'statusCode',
  'error_code',
  'errorCode',
  'errorcode',
  'reason',
  '__type',
  'http_code',
]
/** Fields that hold words. */
const wordKeys = [
  'message',
  'Message',
  'msg',
  'faultstring',
  'error_message',
  'error_msg',
  'errorMessage',
  'status_msg',
  'detail',
  'error_description',
  'title',
]
/** Fields that tell when to come again. */
const waitKeys = [
  'retryDelay',
  'retry_delay',
  'retry_after',
  'retryAfter',
  'retry_after_seconds',
  'resets_in_seconds',
  'resets_at',
  'estimated_time',
]
/** Fields that hold the error itself, or more of it. */
const innerKeys = ['error', 'errors', 'details', 'metadata', 'innererror', 'raw', 'Error', 'fault']

/** Everything the error tells, from it and from what it holds. */
function collect(error: unknown): ServerError {
  const words: string[] = []
  const codes: string[] = []
  const statuses: number[] = []
  const waits: string[] = []
  const headers: Record<string, string> = {}
  const code = (value: unknown): void => {
    if (typeof value !== 'string' && typeof value !== 'number') return
    const number = Number(value)
    if (Number.isInteger(number) && number >= 400 && number < 600) statuses.push(number)
    else if (String(value) !== '') codes.push(String(value).toLowerCase())
  }
  const look = (value: unknown, depth: number): void => {
    if (depth > 6) return
    if (typeof value === 'string') return say(value, depth)
    if (Array.isArray(value)) return value.slice(0, 10).forEach((one) => look(one, depth + 1))
    if (!isFields(value)) return
    for (const key of codeKeys) code(value[key])
    for (const key of wordKeys)
      if (typeof value[key] === 'string') say(placeIn(value) + value[key], depth)
      else look(value[key], depth + 1)
    for (const key of waitKeys)
      if (typeof value[key] === 'string' || typeof value[key] === 'number') waits.push(String(value[key]))
    const told = value['headers']
    if (isFields(told)) for (const [name, one] of Object.entries(told)) headers[name.toLowerCase()] = String(one)
    for (const key of innerKeys) look(value[key], depth + 1)
    if (isFields(value['status'])) look(value['status'], depth + 1)
  }
  /** Gateways put the other server's error into a text. */
  const say = (text: string, depth: number): void => {
    const inner = /^\s*[[{]/u.test(text) ? parsed(text) : null
    if (inner !== null) return look(inner, depth + 1)
    if (text.trim() !== '' && !words.includes(text.trim())) words.push(text.trim())
    const at = text.search(/[[{]\s*["{]/u)
    const quoted = at > 0 ? parsed(text.slice(at, text.lastIndexOf('}') + 1)) : null
    if (quoted !== null) look(isFields(quoted) ? { ...quoted, message: null } : quoted, depth + 1)
  }
  look(error, 0)
  const bare = JSON.stringify(error)
  const all = words.join(': ') || (/^[[\]{}]*$/u.test(bare) ? 'an error without words' : bare.slice(0, 300))
  return { words: all, codes, statuses, waits, headers }
}

/** Checkers of requests name the field apart from what is wrong with it. */
const placeIn = ({ loc }: Fields): string => (Array.isArray(loc) ? `${loc.join('.')}: ` : '')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
