// Answers that are no event stream although one was asked for.

/** More than this is no answer of a model. */
const longest = 32 * 1024 * 1024

export const isEventStream = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').toLowerCase().includes('text/event-stream')

/** The body as JSON. @throws SyntaxError when it is none. */
export async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text.length > longest) throw new SyntaxError(`a body of ${text.length} characters`)
  try {
    return JSON.parse(text)
  } catch {
    throw new SyntaxError(`not valid JSON: ${text.slice(0, 200)}`)
  }
}
