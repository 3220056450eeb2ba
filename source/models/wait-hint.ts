// When a refused call may be made again, by whatever tells the time: headers, details of the error, its words.

export type HeaderOf = (name: string) => string | null

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|milli)/u, 1],
  [/^(?:s|sec|second)/u, 1000],
  [/^(?:m|min|minute)/u, 60_000],
  [/^(?:h|hr|hour)/u, 3_600_000],
  [/^d/u, 86_400_000],
]
const amount = String.raw`\d+(?:\.\d+)?\s*(?:milliseconds?|millis|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![a-z])`
const duration = String.raw`${amount}(?:(?:\s|,|and)*${amount.replace('(?![a-z])', '(?![a-z])')})*`
const joined = String.raw`\d+(?:\.\d+)?(?:ms|s|m|h|d)(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))*`
const inWords = new RegExp(
  String.raw`(?:again|retry\w*|wait\w*|reset\w*|available|back\s?off|quota|limit)\b[^.;{}\d]{0,40}?(${joined}(?![a-z])|${duration})`,
  'iu',
)
const dateInWords =
  /(?:again|retry\w*|wait\w*|reset\w*|until|available|after)\b[^{}]{0,40}?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?)/iu
const eastern = /(\d+(?:\.\d+)?)\s*(毫秒|秒|分钟|分|小时|時間)\s*[之以]?[后後]/u
const easternDate = /(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)\s*(?:之?[后後])?\s*(?:重置|恢复|リセット)/u
const easternUnits: Record<string, number> = {
  毫秒: 1,
  秒: 1000,
  分钟: 60_000,
  分: 60_000,
  小时: 3_600_000,
  時間: 3_600_000,
}

/** Milliseconds of "1h2m3.5s", "20ms", "7 seconds", "1 minute and 20 seconds"; null when it is none. */
export function durationMs(text: string): number | null {
  const parts = [...text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gu)]
  if (parts.length === 0) return null
  const sum = parts.reduce(
    (ms, [, number = '', unit = '']) => ms + Number(number) * (units.find(([name]) => name.test(unit))?.[1] ?? 0),
    0,
  )
  return Math.ceil(sum)
}

/** Characters of a header or a field that tells one. */
const longestTime = 200

/** A moment or a span: seconds, a duration, seconds or milliseconds since 1970, a date. */
function momentMs(text: string | null, now: number): number | null {
  const trimmed = text?.slice(0, longestTime).trim() ?? ''
  if (trimmed === '') return null
  // The same header, said by more than one server on the way.
  if (/^[\d.]+(?:\s*,\s*[\d.]+)+$/u.test(trimmed))
    return Math.max(...trimmed.split(',').map((one) => momentMs(one, now) ?? 0))
  const number = Number(trimmed)
  if (Number.isFinite(number)) {
    if (number < 0) return 0
    if (number > 1e11) return Math.max(0, number - now)
    if (number > 1e9) return Math.max(0, number * 1000 - now)
    return Math.ceil(number * 1000)
  }
  if (/^(?:\d+(?:\.\d+)?\s?[a-z]+\s?)+$/iu.test(trimmed)) return durationMs(trimmed)
  const date = Date.parse(trimmed)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

const kinds = ['requests', 'tokens', 'input-tokens', 'output-tokens']
/** Reset headers, each with the header that says how much is left. */
const resets: readonly (readonly [reset: string, remaining: string])[] = [
  ...kinds.map((kind) => [`anthropic-ratelimit-${kind}-reset`, `anthropic-ratelimit-${kind}-remaining`] as const),
  ['anthropic-ratelimit-unified-reset', 'anthropic-ratelimit-unified-remaining'],
  ...kinds.map((kind) => [`x-ratelimit-reset-${kind}`, `x-ratelimit-remaining-${kind}`] as const),
  ...kinds.flatMap((kind) =>
    ['minute', 'hour', 'day'].map(
      (span) => [`x-ratelimit-reset-${kind}-${span}`, `x-ratelimit-remaining-${kind}-${span}`] as const,
    ),
  ),
  ...['', '-minute', '-day'].map((span) => [`x-ratelimit-reset${span}`, `x-ratelimit-remaining${span}`] as const),
  ['x-ratelimit-reset-after', 'x-ratelimit-remaining'],
  ['ratelimit-reset', 'ratelimit-remaining'],
  ['x-rate-limit-reset', 'x-rate-limit-remaining'],
]

/**
 * Milliseconds until the next try, or null when nothing tells. `details`: the error's own fields that tell a time;
 * `isLimit`: the call was refused for its rate.
 */
export function waitHint(
  header: HeaderOf,
  details: readonly string[],
  words: string,
  here: number,
  isLimit = true,
): number | null {
  const now = clockOf(header, here)
  const exact = Number(header('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(exact) && exact > 0) return Math.ceil(exact)
  const named = momentMs(header('retry-after'), now)
  if (named !== null && named > 0) return named
  for (const detail of details) {
    const told = momentMs(detail, now)
    if (told !== null && told > 0) return told
  }
  return wordsHint(words, now) ?? resetHint(header, now, isLimit) ?? named
}

/** Milliseconds that a clock may differ from ours before it is told from it: a header tells whole seconds. */
const sameClockMs = 5000

/** Now, by the clock that the server's dates are of. */
function clockOf(header: HeaderOf, here: number): number {
  const there = Date.parse(header('date') ?? '')
  return Math.abs(there - here) > sameClockMs ? there : here
}

function wordsHint(words: string, now: number): number | null {
  // Before a span, which may be the length of the limit's window.
  const date = (dateInWords.exec(words) ?? easternDate.exec(words))?.[1]
  if (date !== undefined) return untilMs(date.replace(/\s?UTC$/u, 'Z').replace(' ', 'T'), now)
  const [, ...clock] = /\bin (\d{1,3}):(\d\d):(\d\d)\b/u.exec(words) ?? []
  if (clock.length > 0) return clock.reduce((sum, part) => sum * 60 + Number(part), 0) * 1000
  const span = inWords.exec(words)?.[1]
  if (span !== undefined) return durationMs(span)
  const [, number, unit = ''] = eastern.exec(words) ?? []
  return number === undefined ? null : Math.ceil(Number(number) * (easternUnits[unit] ?? 0))
}

/** A date without a zone is one of the service's own clock: of those that it may be, the next moment counts. */
function untilMs(date: string, now: number): number | null {
  const zones = /(?:Z|[+-]\d\d:?\d\d)$/u.test(date) ? [''] : ['', 'Z', '+08:00']
  const left = zones.map((zone) => Date.parse(date + zone) - now).filter((ms) => !Number.isNaN(ms))
  if (left.length === 0) return null
  const ahead = left.filter((ms) => ms > 0)
  return ahead.length > 0 ? Math.min(...ahead) : 0
}

/** One header that holds both: "limit=100, remaining=0, reset=50" or '"name";r=0;t=50'. Source: draft-ietf-httpapi-ratelimit-headers */
function joinedReset(header: HeaderOf): readonly [reset: string | null, remaining: string | null] {
  const [, reset = null] = /\b(?:reset|t)=(\d+)/u.exec(header('ratelimit') ?? '') ?? []
  const [, remaining = null] = /\b(?:remaining|r)=(\d+)/u.exec(header('ratelimit') ?? '') ?? []
  return [reset, remaining]
}

/** Of what is used up the latest reset; when nothing says that it is, the earliest. Many servers tell resets with every answer. */
function resetHint(header: HeaderOf, now: number, isLimit: boolean): number | null {
  const told = [...resets.map(([reset, left]) => [header(reset), header(left)] as const), joinedReset(header)].flatMap(
    ([reset, left]) => {
      const ms = momentMs(reset, now)
      return ms === null ? [] : [{ ms, isUsedUp: Number(left ?? Number.NaN) === 0 }]
    },
  )
  const usedUp = told.filter(({ isUsedUp }) => isUsedUp)
  if (usedUp.length > 0) return Math.max(...usedUp.map(({ ms }) => ms))
  return isLimit && told.length > 0 ? Math.min(...told.map(({ ms }) => ms)) : null
}
