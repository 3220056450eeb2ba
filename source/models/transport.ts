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

/** A fetch that goes through `dispatcher`; an Agent of undici is the straight way, its proxy agents lead elsewhere. */
export function fetchThrough(dispatcher: Dispatcher = new undici.Agent(patient)): Fetch {
  return (input, init) => undici.fetch(input as RequestInfo, { ...init, dispatcher } as Init)
}
