// How a call gets to its server. The address, the headers and the body are the SDK's; the way there is chosen here alone.
import { Agent, fetch as send, type Dispatcher, type RequestInfo, type RequestInit as Init } from 'undici'

/** As the SDKs call it, and as the world knows it. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** The client's own limits are off: a model may think for longer than they allow, and the clock is the guard's. */
export const patient = { headersTimeout: 0, bodyTimeout: 0 } as const

/** A fetch that goes through `dispatcher`; an Agent of undici is the straight way, its proxy agents lead elsewhere. */
export function fetchThrough(dispatcher: Dispatcher = new Agent(patient)): Fetch {
  // The package's types and the world's describe the same objects under two names.
  return (input, init) => send(input as RequestInfo, { ...init, dispatcher } as Init)
}
