// An answer as it comes together, whatever the vendor, and what became of it when nothing more comes.
import type { Clock } from './clock.ts'
import { errorIn, type ServerError } from './error-body.ts'
import { failureOf, serverFailure, type Place } from './failure-of.ts'
import { endingOf } from './finish-words.ts'
import type { Guarded } from './guard.ts'
import { modelFailure, type ModelOutcome, type ModelRequest, type ModelUsage } from './model.ts'
import { readPieces, type Piece } from './body.ts'
import { shown } from './cure.ts'
import { pageWords } from './page.ts'

/** Milliseconds behind the end of an answer in which its token counts may still come; more where the end was none before. */
const graceMs = { once: 2000, again: 20_000 }

export interface Answer {
  text: string
  model: string
  /** The server's word for why it ended. */
  finish: string | null
  refusal: string
  usage: ModelUsage | null
  /** The end was told, or the body is whole by itself: nothing that comes later is waited for. */
  isDone: boolean
  /** The end was told; only token counts may follow. */
  isEnded: boolean
  /** More of the text came behind its end: the server calls every part of an answer that. */
  isContradicted: boolean
  hasTool: boolean
  hasThought: boolean
  /** Anything of an answer came. */
  hasBegun: boolean
  /** The one that is read where a server gives several. */
  index: number | null
}

/** A vendor's way to put a value into the answer. */
export type Take = (
  answer: Answer,
  value: Record<string, unknown>,
  isEvent: boolean,
  say: (text: string) => void,
) => void

/** Reads what came back, whatever it is. */
export async function readAnswer(
  response: Response,
  place: Place,
  take: Take,
  request: ModelRequest,
  guarded: Guarded,
): Promise<ModelOutcome> {
  const { model, onDelta } = request
  const answer: Answer = {
    text: '',
    model,
    finish: null,
    refusal: '',
    usage: null,
    isDone: false,
    isEnded: false,
    isContradicted: false,
    hasTool: false,
    hasThought: false,
    hasBegun: false,
    index: null,
  }
  const say = (text: string): void => {
    if (text === '') return
    answer.isContradicted ||= answer.finish !== null
    answer.text += text
    onDelta(text)
  }
  const pieces = readPieces(response.body, guarded.alive, charsetOf(response))
  const grace = graceOf(guarded.clock)
  let words = ''
  let isCut = false
  try {
    while (!answer.isDone) {
      const piece = await nextPiece(pieces, hasEnded(answer) ? grace.for(answer) : null)
      if (piece === null) break
      if (piece.kind === 'done') answer.isDone = true
      else if (hasEnded(answer) && piece.kind === 'words') continue
      else if (piece.kind === 'words') {
        if (piece.name === 'error') return broken(errorIn(piece.text, true) ?? noWords, place, answer)
        words = piece.text
        isCut = piece.isCut
        if (/^[[{]/u.test(words) && !isCut && place.status < 400) return unreadable(words)
      } else {
        const error = hasEnded(answer) ? null : errorIn(piece.value, piece.name === 'error' || place.status >= 400)
        if (error) return broken(error, place, answer)
        if (piece.value !== null && typeof piece.value === 'object')
          take(answer, piece.value as Record<string, unknown>, piece.isEvent, say)
      }
    }
  } catch (error) {
    if (!hasEnded(answer) && place.status < 400) return failureOf(error, true)
  } finally {
    grace.end()
  }
  if (place.status >= 400)
    return serverFailure(errorIn(pageWords(words) || `status ${place.status} without a word`, true) ?? noWords, place)
  return conclude(answer, place, words, isCut, response)
}

const noWords = { words: 'an error without words', codes: [], statuses: [], waits: [], headers: {} }

/** An error of the stream; what was made before it is billed. */
function broken(error: ServerError, place: Place, { text, hasThought }: Answer): ModelOutcome {
  const outcome = serverFailure(error, place)
  if (outcome.ok || (text === '' && !hasThought)) return outcome
  return { ok: false, failure: { ...outcome.failure, mayBeBilled: true } }
}

/** The end of the thoughts is not that of the answer, though some servers use the same word. */
const hasOnlyThought = ({ text, refusal, hasThought, hasTool, finish }: Answer): boolean =>
  text.trim() + refusal === '' && hasThought && !hasTool && finish !== null && endingOf(finish) === 'whole'

const hasEnded = (answer: Answer): boolean =>
  answer.isDone || answer.isEnded || (answer.finish !== null && !hasOnlyThought(answer))

const unreadable = (words: string): ModelOutcome =>
  modelFailure('malformed', `the stream could not be read (${words.slice(0, 200)})`)

/** JSON is UTF-8, whatever is said of it; the pages of proxies are what their header says. */
function charsetOf({ status, headers }: Response): string {
  const [, named = ''] = /^text\/html\b.*\bcharset="?([\w.:-]+)/iu.exec(headers.get('content-type') ?? '') ?? []
  try {
    return status < 400 ? 'utf-8' : new TextDecoder(named).encoding
  } catch {
    return 'utf-8'
  }
}

/** Pings make it no longer; text does. */
function graceOf(clock: Clock) {
  let length = -1
  let over = Promise.resolve<null>(null)
  let end = (): void => undefined
  return {
    for({ text, isContradicted }: Answer): Promise<null> {
      if (text.length === length) return over
      length = text.length
      end()
      const ms = isContradicted ? graceMs.again : graceMs.once
      over = new Promise((resolve) => (end = clock.after(ms, () => resolve(null))))
      return over
    },
    end: () => end(),
  }
}

/** The next piece, or null when none comes: at the end, or when a grace is over. */
async function nextPiece(pieces: AsyncGenerator<Piece, void>, grace: Promise<null> | null): Promise<Piece | null> {
  const next = pieces.next()
  if (grace === null) return (await next).value ?? null
  const first = await Promise.race([next, grace])
  if (first === null) next.catch(() => undefined)
  return first?.value ?? null
}

function conclude(answer: Answer, place: Place, words: string, isCut: boolean, response: Response): ModelOutcome {
  const { text, model, finish, refusal, usage } = answer
  const { requestId } = place
  const fail = (kind: Parameters<typeof modelFailure>[0], message: string) =>
    modelFailure(kind, message, { requestId, ...(usage && { usage }) })
  const ending = finish === null ? null : endingOf(finish)
  if (refusal !== '' || ending === 'refused')
    return fail('refused', refusal || `the provider filtered the answer (${finish})`)
  if (ending === 'limit') {
    const spent = answer.hasThought && text.trim() === '' ? ', all of it spent on thinking' : ''
    return fail('too long', `the answer was cut at its limit${spent}; raise 'models.<role>.max_tokens'`)
  }
  if (ending === 'broken off') return fail('overloaded', `the server broke the answer off (${finish})`)
  if (ending === 'tool' || (answer.hasTool && text.trim() === ''))
    return fail('wrong shape', `the answer is no text but a call of a tool (${finish})`)
  if (ending === 'unknown') return fail('wrong shape', `the answer is no text (it ended for '${finish}')`)
  if (ending === 'whole' && answer.hasThought && text.trim() === '')
    return fail(
      'wrong shape',
      'the answer is nothing but thoughts: the server may take all that the model says for one',
    )
  if (ending === 'whole' || (hasEnded(answer) && answer.hasBegun)) return { ok: true, text, model, requestId, usage }
  const isStream = (response.headers.get('content-type') ?? '').includes('event-stream')
  if (answer.text !== '' || isCut || (isStream && words === ''))
    return fail('cut', `the stream ended before the answer did (${text.length} characters had come)`)
  if (words !== '')
    return fail('malformed', `not an answer of a model: ${pageWords(words).slice(0, 200)} (POST ${shown(place.url)})`)
  return fail('malformed', `the answer has no content (POST ${shown(place.url)})`)
}
