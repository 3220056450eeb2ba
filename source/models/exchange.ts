// One call over the wire: the SDK makes the request, and what comes back is ours to read.
import { readAnswer, type Take } from './answer.ts'
import type { Guarded } from './guard.ts'
import type { ModelOutcome, ModelRequest } from './model.ts'
import { Request, Response, type Fetch } from './transport.ts'

export interface Vendor {
  readonly take: Take
  /** The header that names a request. */
  readonly idHeader: string
}

/** `ask` makes the vendor's request with the fetch it is given. */
export async function exchange(
  send: Fetch,
  ask: (fetch: Fetch) => Promise<unknown>,
  { take, idHeader }: Vendor,
  request: ModelRequest,
  guarded: Guarded,
): Promise<ModelOutcome> {
  let answered: { readonly response: Response; readonly url: string } | undefined
  await ask(async (input, init) => {
    const response = await send(input, { ...init, signal: guarded.signal })
    const asked = input instanceof Request ? input.url : String(input)
    answered = { response, url: response.url || asked }
    // The SDK would read errors its own way, and lose the words of some.
    return new Response(null, { status: 200, headers: { 'content-type': 'text/event-stream' } })
  })
  if (!answered) throw new Error('the request was never sent')
  guarded.alive()
  const { response, url } = answered
  const header = (name: string): string | null => response.headers.get(name)
  const requestId = header(idHeader)
  return readAnswer(response, { url, status: response.status, requestId, header }, take, request, guarded)
}
