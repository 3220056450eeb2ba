// The body of an answer, read by what it is and not by what its header says: JSON values in the order they come.
import type { Alive } from './guard.ts'

/** More than this waiting to become a value, or in all, is no answer of a model. */
const longestValue = 32 * 1024 * 1024
const longestBody = 512 * 1024 * 1024

export type Piece =
  /** `name`: of the event it came in. */
  | { readonly kind: 'value'; readonly name: string; readonly value: unknown; readonly isEvent: boolean }
  /** The [DONE] of an event stream. */
  | { readonly kind: 'done' }
  /** What is no JSON: a broken event, or the words of an error page. `isCut`: the body ended within it. */
  | { readonly kind: 'words'; readonly name: string; readonly text: string; readonly isCut: boolean }

/** Every byte is a sign of life: comments, pings, blank lines, white space before a plain body. */
export async function* readPieces(
  body: ReadableStream<Uint8Array> | null,
  alive: Alive,
  charset: string,
): AsyncGenerator<Piece, void> {
  const decoder = new TextDecoder(charset)
  const reader = new PieceReader()
  let bytes = 0
  for await (const part of chunks(body)) {
    alive()
    bytes += part.length
    if (bytes > longestBody) throw new SyntaxError(`a body of more than ${longestBody} bytes`)
    yield* reader.push(decoder.decode(part, { stream: true }))
  }
  yield* reader.push(decoder.decode())
  yield* reader.end()
}

async function* chunks(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array, void> {
  const reader = body?.getReader()
  if (!reader) return
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    yield value
  }
}

/** Lines become events, and what is in no event becomes values as they close: a body, lines of JSON, a list of either. */
class PieceReader {
  /** A line that has not ended. */
  #line = ''
  #isAfterReturn = false
  /** Of the event that is being read. */
  #name = ''
  readonly #data = new Values()
  /** What stands outside of events. */
  readonly #loose = new Values()
  #isPage = false

  push(text: string): Piece[] {
    const pieces: Piece[] = []
    let from = this.#isAfterReturn && text.startsWith('\n') ? 1 : 0
    if (text !== '') this.#isAfterReturn = text.endsWith('\r')
    for (let at = from; at < text.length; at++) {
      const character = text[at]
      if (character !== '\n' && character !== '\r') continue
      pieces.push(...this.#take(this.#line + text.slice(from, at), '\n'))
      this.#line = ''
      if (character === '\r' && text[at + 1] === '\n') at++
      from = at + 1
    }
    this.#line += text.slice(from)
    if (this.#line.length > longestValue) throw new SyntaxError(`a line of ${this.#line.length} characters`)
    // A plain body may be one line that never ends: what is whole of it counts.
    if (!this.#isPage && (this.#loose.isOpen || /^\s*[[{]/u.test(this.#line))) {
      const line = this.#line
      this.#line = ''
      pieces.push(...toPieces(this.#loose.push(line), '', false))
    }
    return pieces
  }

  end(): Piece[] {
    const last = this.#line === '' ? [] : this.#take(this.#line, '')
    this.#line = ''
    return [...last, ...this.#rest(this.#data, true), ...this.#rest(this.#loose, true)]
  }

  #take(line: string, ending: string): Piece[] {
    // A value over several lines of which only the first says that it is data.
    if (this.#data.isOpen && !/^(?:data|event|id|retry)(?::|$)|^:|^$/u.test(line))
      return toPieces(this.#data.push(line + ending), this.#name, true)
    if (this.#loose.isOpen && !/^(?:data|event):/u.test(line))
      return toPieces(this.#loose.push(line + ending), '', false)
    if (line === '') {
      const rest = this.#rest(this.#data, false)
      this.#name = ''
      return rest
    }
    const [, field, value = ''] = /^(data|event|id|retry)(?:: ?|$)([^]*)$/u.exec(line) ?? []
    if (field === 'data') return this.#takeData(value)
    if (field === 'event') this.#name = value.trim()
    // A field of its own for errors, as one server has it.
    const [, error] = /^error: ?(\{[^]*)$/u.exec(line) ?? []
    if (error !== undefined) return toPieces(this.#data.push(error), 'error', true)
    if (field !== undefined || line.startsWith(':')) return []
    // The braces of a page or of a sentence are no values.
    this.#isPage ||= line.trimStart().startsWith('<')
    if (!this.#isPage && /^\s*[[{]/u.test(line)) return toPieces(this.#loose.push(line + ending), '', false)
    this.#loose.skip(line + ending)
    return []
  }

  #takeData(value: string): Piece[] {
    if (!this.#data.isOpen && /^\s*\[done\]\s*$/iu.test(value)) return [{ kind: 'done' }]
    return toPieces(this.#data.push(`${value}\n`), this.#name, true)
  }

  /** What was to be a value and is none. */
  #rest(of: Values, isCut: boolean): Piece[] {
    const text = of.takeRest()
    return text === '' ? [] : [{ kind: 'words', name: this.#name, text, isCut: isCut && /^[[{]/u.test(text) }]
  }
}

/** A list is what it holds. */
const toPieces = (values: readonly unknown[], name: string, isEvent: boolean): Piece[] =>
  values.flat().map((value) => ({ kind: 'value', name, value, isEvent }))

/** Takes the JSON values out of a text that comes in parts. */
class Values {
  #text = ''
  /** What stood before a value and is none. */
  #words = ''
  #at = 0
  #depth = 0
  #inString = false

  /** Has a value begun that has not ended? */
  get isOpen(): boolean {
    return this.#depth > 0
  }

  push(text: string): unknown[] {
    this.#text += text
    if (this.#text.length > longestValue) throw new SyntaxError(`a value of ${this.#text.length} characters`)
    const values: unknown[] = []
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at]
      if (this.#inString) {
        if (character === '\\') this.#at++
        else if (character === '"') this.#inString = false
      } else if (character === '"') this.#inString = this.#depth > 0
      else if (character === '{' || character === '[') {
        if (this.#depth++ > 0) continue
        this.#words += this.#text.slice(0, this.#at)
        this.#text = this.#text.slice(this.#at)
        this.#at = 0
      } else if ((character === '}' || character === ']') && this.#depth > 0 && --this.#depth === 0) {
        const value = parsed(this.#text.slice(0, this.#at + 1))
        if (value) values.push(value.json)
        else this.#words += this.#text.slice(0, this.#at + 1)
        this.#text = this.#text.slice(this.#at + 1)
        this.#at = -1
      }
    }
    return values
  }

  /** Takes what is no value. */
  skip(text: string): void {
    this.#words += text
    if (this.#words.length > longestValue) throw new SyntaxError(`a page of ${this.#words.length} characters`)
  }

  /** What became no value. */
  takeRest(): string {
    const rest = (this.#words + this.#text).trim()
    this.#text = ''
    this.#words = ''
    this.#at = 0
    this.#depth = 0
    this.#inString = false
    return rest
  }
}

function parsed(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined
  }
}
