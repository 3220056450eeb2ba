// The failure that an error is: of a server, by the one table; of the way there, by what broke. Words are never repaired.
import type { FailureKind } from '../core/event-model.ts'
import { cureOf, settingOf, wayCure } from './cure.ts'
import type { ServerError } from './error-body.ts'
import { meaningOf, type Meaning } from './failure-table.ts'
import { modelFailure, type ModelOutcome } from './model.ts'
import { wasSent } from './transport.ts'
import { waitHint, type HeaderOf } from './wait-hint.ts'

const longest = 1000
const mostSearched = 4000

/** Where a call went and what came with its answer. */
export interface Place {
  readonly url: string
  /** 200 for an error within an answer. */
  readonly status: number
  readonly requestId: string | null
  readonly header: HeaderOf
}

/** Loading a model takes minutes: it is waited for as if the server had told a time. */
const loadingMs = 5000
const loading =
  /^loading (?:the )?model|\b(?:model|deployment|endpoint|replicas?)\b.{0,100}\b(?:is|are) (?:(?:currently|still|now) )?(?:loading|being loaded|warming up|starting|initiali[sz]ing|scal(?:ed|ing) (?:up|to zero)|not (?:yet )?ready)\b/isu

const isLoading = (words: string, statuses: readonly number[]): boolean =>
  loading.test(words) && statuses.every((status) => status === 429 || status === 503)

export function serverFailure(error: ServerError, place: Place): ModelOutcome {
  const { statuses, waits, headers } = error
  // What is searched for many meanings; a page of a proxy may be of any length.
  const words = error.words.slice(0, mostSearched)
  const codes = error.codes.map((code) => code.slice(0, longest))
  const own = place.status >= 400 ? [place.status] : []
  const header = (name: string) => place.header(name) ?? headers[name] ?? null
  const all = [...own, ...statuses]
  const retryAfterMs =
    waitHint(header, waits, words, Date.now(), all.includes(429)) ?? (isLoading(words, all) ? loadingMs : null)
  const meaning = meaningOf({ statuses: all, codes, words, tellsTime: retryAfterMs !== null })
  const isPermanent = saysAgain(header('x-should-retry'), meaning, retryAfterMs) ?? meaning.isPermanent
  const status = all[0] ?? null
  const told = words.slice(0, longest)
  return modelFailure(meaning.kind, `${told}${cureFor(meaning.kind, told, status, place.url)}`, {
    status,
    requestId: place.requestId,
    isPermanent,
    retryAfterMs,
  })
}

/**
 * Is the failure permanent by the server's own word; null when it says nothing. A limit of rates always ends, and a prompt
 * that is too long stays so, whatever is said of them.
 */
function saysAgain(said: string | null, { kind }: Meaning, retryAfterMs: number | null): boolean | null {
  if (said === 'true' && kind !== 'prompt too long') return false
  return said === 'false' && kind !== 'rate limit' && retryAfterMs === null ? true : null
}

/** A prompt that is too long, a purse that is too small and a right that is missing may only be so for what was asked for. */
function cureFor(kind: FailureKind, told: string, status: number | null, url: string): string {
  if (kind === 'invalid request') return cureOf(told, status, url)
  return kind === 'prompt too long' || kind === 'quota' || kind === 'auth' ? settingOf(told) : ''
}

interface Thrown {
  readonly name?: string
  readonly message?: string
  readonly code?: string
  readonly cause?: unknown
}

/** A server that takes a request and ends without a word, or a gateway that waits for it no longer. */
const hungUp = /other side closed|ECONNRESET|ECONNABORTED|EPIPE/u

/** What was thrown on the way: by the SDK, the connection, or the reading. `hasBegun`: an answer had begun to come. */
export function failureOf(error: unknown, hasBegun: boolean): ModelOutcome {
  const thrown: Thrown = typeof error === 'object' && error !== null ? error : { message: String(error) }
  const message = thrown.message ?? 'unknown failure'
  if (thrown.name === 'SyntaxError') return modelFailure('malformed', `the answer could not be read (${message})`)
  const inner = deepest(thrown)
  if (hasBegun) return modelFailure('cut', `the connection broke in the middle of the answer (${inner})`)
  // Where nothing was ever connected, nothing was asked: that is no time-out of a call.
  const kind = /timed? ?out|ETIMEDOUT/iu.test(inner) && !/connect/iu.test(inner) ? 'timeout' : 'connection'
  const { cure, isPermanent } = wayCure(inner)
  if (kind === 'connection' && hungUp.test(inner) && wasSent(error))
    return modelFailure(kind, `the connection broke before an answer came (${inner})`, { mayBeBilled: true })
  return modelFailure(kind, `no connection (${inner})${cure}`, { isPermanent })
}

/** The innermost cause says what really happened (ECONNREFUSED, other side closed). */
function deepest(error: Thrown): string {
  let inner = error
  for (let depth = 0; depth < 5 && typeof inner.cause === 'object' && inner.cause !== null; depth++) inner = inner.cause
  const { code } = inner
  const message = (inner.message || (error.message ?? '')).slice(0, longest)
  return code && !message.includes(code) ? `${code} ${message}`.trim() : message
}
