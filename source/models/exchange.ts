// One call over the wire: the SDK makes the request, and what comes back is ours to read.
import { readAnswer, type Take } from './answer.ts'
import { shown } from './cure.ts'
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
  let answered: { readonly response: Response; readonly asked: string } | undefined
  await ask(async (input, init) => {
    const response = await send(input, { ...init, signal: guarded.signal })
    const asked = input instanceof Request ? input.url : String(input)
    answered = { response, asked }
    // The SDK would read errors its own way, and lose the words of some.
    return new Response(null, { status: 200, headers: { 'content-type': 'text/event-stream' } })
  })
  if (!answered) throw new Error('the request was never sent')
  guarded.alive()
  const { response, asked } = answered
  const url = response.url || asked
  const header = (name: string): string | null => response.headers.get(name)
  const requestId = header(idHeader)
  const outcome = await readAnswer(
    response,
    { url, status: response.status, requestId, header },
    take,
    request,
    guarded,
  )
  return outcome.ok || !response.redirected ? outcome : told(outcome, asked)
}

/** A redirected call may have lost its prompt or its key on the way, and fails for that. */
function told({ failure }: ModelOutcome & { ok: false }, asked: string): ModelOutcome {
  const message = `${failure.message} (redirected from POST ${shown(asked)}: let base_url name the address it leads to)`
  return { ok: false, failure: { ...failure, message } }
}
