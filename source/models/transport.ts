// How a call gets to its server. The address, the headers and the body are the SDK's; the way there is chosen here alone.
import * as undici from 'undici'
import type { Dispatcher, RequestInfo, RequestInit as Init } from 'undici'

// The package's types and the world's describe the same objects under two names. Node's own classes are not touched: with
// them it would load another copy of the same client.
export const Request = undici.Request as unknown as typeof globalThis.Request
export const Response = undici.Response as unknown as typeof globalThis.Response

/** As the SDKs call it, and as the world knows it. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** The client's own limits are off: a model may think for longer than they allow, proxies add cookies, and the clock is the guard's. */
export const patient = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: 256 * 1024 } as const

/** Errors of requests that had been handed to the system to their last byte: what of them arrived nobody here knows. */
const sent = new WeakSet<object>()

/** Was it thrown behind a request that was sent whole? The SDKs hand on what they catch as its cause. */
export function wasSent(error: unknown): boolean {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    if (sent.has(at)) return true
    at = 'cause' in at ? at.cause : null
  }
  return false
}

/** A fetch that goes through `dispatcher`; an Agent of undici is the straight way, its proxy agents lead elsewhere. */
export function fetchThrough(dispatcher: Dispatcher = new undici.Agent(patient)): Fetch {
  return async (input, init) => {
    let isSent = false
    const heard = dispatcher.compose(
      (dispatch) => (options, handler) =>
        dispatch({ ...options, body: toTheEnd(options.body ?? null, () => (isSent = true)) }, handler),
    )
    try {
      return await undici.fetch(input as RequestInfo, { ...init, dispatcher: heard } as Init)
    } catch (error) {
      if (isSent && typeof error === 'object' && error !== null) sent.add(error)
      throw error
    }
  }
}

type Body = NonNullable<Dispatcher.DispatchOptions['body']> | null

/** The same body, whose end is told; a fetch hands over its own as pieces. */
function toTheEnd(body: Body, tell: () => void): Body {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return body
  const pieces = body as unknown as AsyncIterable<Uint8Array>
  return (async function* () {
    yield* pieces
    tell()
  })() as unknown as Body
}
