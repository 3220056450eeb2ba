// The grammar of cmd.exe: carets, quotes, variables, and the commands between `&`, `|` and line ends.
import { concat, hole, literal, textValue, type Value } from '../value.ts'

export interface CmdCommand {
  readonly words: readonly Value[]
  readonly redirections: readonly { readonly operator: string; readonly target: Value }[]
}
/** Value of `%NAME%`. */
export type Expand = (name: string) => Value

/** Splits a line into commands; brackets only group. */
export function readCmd(line: string, expand: Expand): CmdCommand[] {
  const commands: CmdCommand[] = []
  let words: Value[] = []
  let redirections: { operator: string; target: Value }[] = []
  const open: { word: Value | null; text: string } = { word: null, text: '' }
  let pending: string | null = null
  let isQuoted = false
  let groups = 0
  const add = (value: Value): void => {
    open.word = concat(open.word ?? [], textValue(open.text), value)
    open.text = ''
  }
  const endWord = (): void => {
    if (open.word === null) return
    if (pending === null) words.push(open.word)
    else redirections.push({ operator: pending, target: open.word })
    open.word = null
    pending = null
  }
  const endCommand = (): void => {
    endWord()
    if (words.length > 0 || redirections.length > 0) commands.push({ words, redirections })
    words = []
    redirections = []
    pending = null
  }
  for (let i = 0; i < line.length; i += 1) {
    const c = line[i] ?? ''
    const variable = c === '%' || c === '!' ? variableAt(line, i) : null
    if (variable !== null) {
      const value = variable.name === '' ? hole('any') : expand(variable.name)
      add(variable.isPlain ? value : hole('any'))
      i += variable.length - 1
    } else if (c === '"') {
      isQuoted = !isQuoted
      add([])
    } else if (isQuoted) add(textValue(c))
    else if (c === '^') {
      i += 1
      if (!/[\r\n]/.test(line[i] ?? '\n')) add(textValue(line[i] ?? ''))
    } else if (c === '&' || c === '|' || c === '\n' || c === '\r') endCommand()
    else if (c === '(' && open.word === null && words.length === 0) groups += 1
    else if (c === ')' && groups > 0) {
      groups -= 1
      endCommand()
    } else if (c === '>' || c === '<') {
      const isHandle = open.word !== null && /^\d$/.test(literal(open.word) ?? '')
      if (isHandle) open.word = null
      else endWord()
      const operator = line[i + 1] === '>' ? '>>' : c
      i += operator.length - 1
      if (line[i + 1] === '&') i += 2
      else pending = operator
    } else if (/[\s,;=]/.test(c)) {
      if (c === '=' && words.length > 0) add(textValue(c))
      else endWord()
    } else add(textValue(c))
  }
  endCommand()
  return commands
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
