// What a thrown error of an SDK, of fetch or of a stream means. Headers and bodies are never repeated, only messages.
import { modelFailure, type ModelFailure, type ModelOutcome } from './model.ts'

const longest = 500

/** The parts of the SDKs' errors that are looked at; both are generated alike. */
interface SdkError {
  readonly name?: string
  readonly message?: string
  readonly status?: number
  readonly requestID?: string | null
  readonly headers?: { get?: (name: string) => string | null }
  readonly error?: {
    message?: string
    type?: string
    code?: string
    error?: { message?: string; type?: string; code?: string }
  }
  readonly cause?: unknown
}

/** `hasBegun`: part of the answer had come. */
export function failureOf(error: unknown, hasBegun: boolean): ModelOutcome {
  const thrown = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as SdkError
  const body = thrown.error?.error ?? thrown.error
  const message = (body?.message ?? thrown.message ?? 'unknown failure').slice(0, longest)
  const more = {
    status: thrown.status ?? null,
    requestId: thrown.requestID ?? null,
    retryAfterMs: retryAfterMs(thrown),
  }
  if (thrown.status !== undefined) return byStatus(thrown.status, message, body?.code ?? '', more)
  const byType = typeKinds[body?.type ?? '']
  if (byType) return modelFailure(byType[0], message, { ...more, isPermanent: byType[1] })
  if (thrown.name === 'SyntaxError' || /not valid JSON|Unexpected token|in JSON at/.test(message))
    return modelFailure('malformed', `the stream could not be read (${message})`, more)
  if (/timed out|timeout/i.test(message)) return modelFailure('timeout', message, more)
  if (hasBegun)
    return modelFailure('cut', `the connection broke in the middle of the answer (${deepest(thrown)})`, more)
  return modelFailure('connection', `no connection (${deepest(thrown)})`, more)
}

/** Error types as they stand in streams, where there is no status: kind, and whether asking again is of no use. */
const typeKinds: Record<string, [ModelFailure['kind'], boolean]> = {
  authentication_error: ['auth', true],
  permission_error: ['auth', true],
  not_found_error: ['invalid request', true],
  invalid_request_error: ['invalid request', true],
  request_too_large: ['prompt too long', true],
  rate_limit_error: ['rate limit', false],
  overloaded_error: ['overloaded', false],
  api_error: ['overloaded', false],
  server_error: ['overloaded', false],
  timeout_error: ['timeout', false],
}

type More = Pick<ModelFailure, 'status' | 'requestId' | 'retryAfterMs'>

export function byStatus(status: number, message: string, code: string, more: More): ModelOutcome {
  const fail = (kind: ModelFailure['kind'], isPermanent: boolean) =>
    modelFailure(kind, message, { ...more, isPermanent })
  if (status === 401 || status === 403) return fail('auth', true)
  if (
    status === 413 ||
    code === 'context_length_exceeded' ||
    /maximum context length|prompt is too long/i.test(message)
  )
    return fail('prompt too long', true)
  if (status === 408) return fail('timeout', false)
  if (status === 429) return code === 'insufficient_quota' ? fail('quota', true) : fail('rate limit', false)
  if (status === 409 || status >= 500) return fail('overloaded', false)
  return modelFailure('invalid request', withSetting(message), { ...more, isPermanent: true })
}

/** A rejected parameter, told with the setting that governs it. */
function withSetting(message: string): string {
  const setting = ['max_tokens', 'temperature', 'response_format', 'output_config', 'stream_options'].find((name) =>
    message.includes(name),
  )
  const names: Record<string, string> = {
    max_tokens: "'models.<role>.max_tokens_name' or 'models.<role>.max_tokens'",
    temperature: "'models.<role>.temperature' (null leaves it out)",
    response_format: "'models.<role>.json'",
    output_config: "'models.<role>.json'",
    stream_options: "'models.<role>.stream_usage'",
  }
  return setting ? `${message} (config/tos.json: ${names[setting]})` : message
}

/** Milliseconds of a retry-after header: seconds, a date, or retry-after-ms. */
function retryAfterMs({ headers }: SdkError): number | null {
  const get = (name: string) => headers?.get?.(name) ?? null
  const exact = Number(get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(exact) && exact >= 0) return Math.ceil(exact)
  const text = get('retry-after')
  if (text === null) return null
  const seconds = Number(text)
  if (Number.isFinite(seconds) && seconds >= 0) return Math.ceil(seconds * 1000)
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}

/** The innermost cause says what really happened (ECONNREFUSED, other side closed). */
function deepest(error: SdkError): string {
  let inner: SdkError & { code?: string } = error
  for (let depth = 0; depth < 5 && typeof inner.cause === 'object' && inner.cause !== null; depth++) inner = inner.cause
  const { code } = inner
  const message = (inner.message ?? '').slice(0, longest)
  return code && !message.includes(code) ? `${code} ${message}`.trim() : message
}
