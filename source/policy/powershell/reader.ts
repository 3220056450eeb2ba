// A cursor over PowerShell text: what stands at it, blanks and comments, and the limits of nesting.
import type { Expression, ScriptBlock, Statement } from './syntax.ts'
import { limits } from '../limits.ts'

/** The parts of the grammar that call each other across files. */
export interface Grammar {
  /** Statements up to `close` (which is taken) or the end of the text. */
  readonly block: (reader: Reader, close: ')' | '}' | '') => ScriptBlock
  readonly statement: (reader: Reader) => Statement
  readonly expression: (reader: Reader) => Expression
}

const blank = /(?:[^\S\r\n]|[\u0085\u180E])+|#[^\r\n]*|<#[^]*?#>|`(?:\r\n|[\r\n])/y
const lineEnds = /[\r\n]+/y
const letters = /[a-z]+(?![\w-])/iy

/** Patterns are sticky: they fit at the cursor or not at all. */
export class Reader {
  readonly text: string
  readonly grammar: Grammar
  at = 0
  #depth = 0

  constructor(text: string, grammar: Grammar) {
    this.text = text
    this.grammar = grammar
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }
  /** What stands here and fits, null when nothing does; the cursor stays. */
  look(what: RegExp | string): string | null {
    if (typeof what === 'string') return this.text.startsWith(what, this.at) ? what : null
    what.lastIndex = this.at
    return what.exec(this.text)?.[0] ?? null
  }
  sees(what: RegExp | string): boolean {
    return this.look(what) !== null
  }
  /** The same, and the cursor goes behind it. */
  take(what: RegExp | string): string | null {
    const found = this.look(what)
    this.at += found?.length ?? 0
    return found
  }
  /** One of these words, in lower case; no part of a longer one. */
  takeWord(words: string | ReadonlyMap<string, unknown>): string | null {
    const word = this.look(letters)?.toLowerCase()
    const isOne = typeof words === 'string' ? words.split(' ').includes(word ?? ' ') : words.has(word ?? '')
    if (word === undefined || !isOne) return null
    this.at += word.length
    return word
  }
  /** What goes on with a statement, perhaps on a later line. */
  takeNext(take: () => string | null): string | null {
    const before = this.at
    this.skipLines()
    const taken = take()
    if (taken === null) this.at = before
    return taken
  }
  expect(text: string): void {
    if (this.take(text) === null) throw this.wrong(`'${text}' expected`)
  }
  /** To be thrown; the text is no PowerShell that this grammar knows. */
  wrong(what: string): SyntaxError {
    return new SyntaxError(`${what} at ${this.at}`)
  }

  /** What stands between separators up to `close`, which is taken; without one, up to the end of the text. */
  all<T>(close: string, separator: string, read: () => T): T[] {
    const found: T[] = []
    for (;;) {
      this.skipLines()
      if (close === '' ? this.isAtEnd : this.take(close) !== null) return found
      if (this.isAtEnd) throw this.wrong(`'${close}' expected`)
      if (this.take(separator) === null) found.push(read())
    }
  }

  /** Blanks, typographic ones included, comments, and line ends behind a backtick. */
  skipBlanks(): void {
    while (this.take(blank) !== null);
    if (this.sees('<#')) throw this.wrong('comment without end')
  }
  skipLines(): void {
    do this.skipBlanks()
    while (this.take(lineEnds) !== null)
  }

  /** Runs `read` one level deeper. Throws RangeError when that is too deep. */
  deeper<T>(read: () => T): T {
    if (this.#depth >= limits.powershellGrammar) throw new RangeError('nested too deep')
    this.#depth += 1
    try {
      return read()
    } finally {
      this.#depth -= 1
    }
  }
}
