// The grammar of cmd.exe: carets, quotes, variables, and the commands between `&`, `|` and line ends.
import { concat, hole, literal, textValue, type Value } from '../model/value.ts'

export interface CmdCommand {
  readonly words: readonly Value[]
  readonly redirections: readonly { readonly operator: string; readonly target: Value }[]
}
/** Value of `%NAME%`. */
export type Expand = (name: string) => Value

/** Puts words and redirections together while a line is read. */
class Collector {
  readonly commands: CmdCommand[] = []
  #words: Value[] = []
  #redirections: { operator: string; target: Value }[] = []
  #word: Value | null = null
  #operator: string | null = null

  get isAtStart(): boolean {
    return this.#word === null && this.#words.length === 0
  }
  get hasWords(): boolean {
    return this.#words.length > 0
  }
  add(value: Value): void {
    this.#word = concat(this.#word ?? [], value)
  }
  endWord(): void {
    if (this.#word === null) return
    if (this.#operator === null) this.#words.push(this.#word)
    else this.#redirections.push({ operator: this.#operator, target: this.#word })
    this.#word = null
    this.#operator = null
  }
  endCommand(): void {
    this.endWord()
    if (this.#words.length > 0 || this.#redirections.length > 0)
      this.commands.push({ words: this.#words, redirections: this.#redirections })
    this.#words = []
    this.#redirections = []
    this.#operator = null
  }
  /** A number before it is a handle. */
  beginRedirection(operator: string | null): void {
    if (this.#word !== null && /^\d$/.test(literal(this.#word) ?? '')) this.#word = null
    else this.endWord()
    if (operator !== null) this.#operator = operator
  }
}

/** Splits a line into commands; brackets only group. */
export function readCmd(line: string, expand: Expand): CmdCommand[] {
  const open = new Collector()
  let isQuoted = false
  let groups = 0
  for (let i = 0; i < line.length; i += 1) {
    const c = line[i] ?? ''
    const variable = c === '%' || c === '!' ? variableAt(line, i) : null
    if (variable !== null) {
      const value = variable.name === '' ? hole('any') : expand(variable.name)
      open.add(variable.isPlain ? value : hole('any'))
      i += variable.length - 1
    } else if (c === '"') {
      isQuoted = !isQuoted
      open.add([])
    } else if (isQuoted) open.add(textValue(c))
    else if (c === '^') {
      i += 1
      if (!/[\r\n]/.test(line[i] ?? '\n')) open.add(textValue(line[i] ?? ''))
    } else if (c === '&' || c === '|' || c === '\n' || c === '\r') open.endCommand()
    else if (c === '(' && open.isAtStart) groups += 1
    else if (c === ')' && groups > 0) {
      groups -= 1
      open.endCommand()
    } else if (c === '>' || c === '<') {
      const operator = line[i + 1] === '>' ? '>>' : c
      i += operator.length - 1
      const isCopied = line[i + 1] === '&'
      open.beginRedirection(isCopied ? null : operator)
      if (isCopied) i += 2
    } else if (!/[\s,;=]/.test(c) || (c === '=' && open.hasWords)) open.add(textValue(c))
    else open.endWord()
  }
  open.endCommand()
  return open.commands
}

/** `%NAME%`, `!NAME!`, `%NAME:a=b%`, `%1`, `%%i`. */
function variableAt(line: string, at: number): { name: string; length: number; isPlain: boolean } | null {
  const rest = line.slice(at, at + 200)
  const plain = /^%([\w()]+)%|^!([\w()]+)!/.exec(rest)
  if (plain !== null) return { name: plain[1] ?? plain[2] ?? '', length: plain[0].length, isPlain: true }
  // A part of it, or what a `call` expands.
  const part = /^%([\w()]+):[^%]*%|^!([\w()]+):[^!]*!|^%%([\w()]+)%%/.exec(rest)
  if (part !== null) return { name: part[1] ?? part[2] ?? part[3] ?? '', length: part[0].length, isPlain: false }
  const changed = /^%%~?\w+|^%~?\w*\d\b|^%[*]|^%~?[a-zA-Z](?![\w%])/.exec(rest)
  return changed === null ? null : { name: '', length: changed[0].length, isPlain: false }
}
