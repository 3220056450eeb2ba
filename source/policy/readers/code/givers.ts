// Every place where code of Python gives a name a value: assignments, loops, parameters. Scopes are not told apart: a name has
// whatever any of them gives it.
import { argumentsAt, closeAt, followsDot, isMark, isName } from './arguments.ts'
import { Code, type Expression, mark } from './lists.ts'
import type { Token } from './tokens.ts'

/** The expressions a name may be given. */
export type Given = readonly Expression[]

/** What is told a path or a program; without any nobody asks for values. */
const using =
  /^(?:open|Path|ZipFile|remove|unlink|makedirs|mkdir|rename|replace|copy\w*|move|rmtree|subprocess|system|popen|connect|savefig|to_\w+|read_\w+|parse)$/

/** By name, null where not all of them are understood. Null: the code gives names values in ways that are not looked at. */
export function givenIn(tokens: readonly Token[]): ReadonlyMap<string, Given | null> | null {
  if (!tokens.some(({ text }) => using.test(text))) return null
  const isStrange = tokens.some(
    (token, i) =>
      (isMark(token, ':') && isMark(tokens[i + 1], '=') && tokens[i + 1]?.start === token.end) ||
      (token.startsLine && /^(?:match|case)$/.test(token.text) && !isMark(tokens[i + 1], '=')) ||
      token.inner?.some((code) => code.includes(':=')) === true,
  )
  return isStrange ? null : new Givers(tokens).all()
}

class Givers {
  private readonly found = new Map<string, Expression[] | null>()
  private readonly code: Code
  private readonly tokens: readonly Token[]
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
    this.code = new Code(tokens)
  }

  all(): ReadonlyMap<string, Given | null> {
    for (const [i, token] of this.tokens.entries()) {
      if (isMark(token, '=')) this.assignment(i)
      else if (isName(token) && !followsDot(this.tokens, i)) this.word(i, token.text)
    }
    return this.found
  }

  private word(i: number, text: string): void {
    const { tokens } = this
    if (text === 'for') this.loop(i)
    else if (text === 'lambda')
      this.forget(
        tokens.slice(
          i + 1,
          this.ahead(i, (at) => isMark(tokens[at], ':')),
        ),
      )
    else if (text === 'def') this.parameters(i)
    else if (text === 'as' && isMark(tokens[i + 1], '(')) this.forget(tokens.slice(i + 1, closeAt(tokens, i + 1)))
    else if (text === 'class' || text === 'as' || text === 'import') this.forget(tokens.slice(i + 1, i + 2))
  }

  private give(name: string, expression: Expression): void {
    const before = this.found.get(name)
    if (before === undefined) this.found.set(name, [expression])
    else before?.push(expression)
  }

  private forget(tokens: readonly Token[]): void {
    for (const token of tokens) if (isName(token)) this.found.set(token.text, null)
  }

  /** `name = …`; every other target is not followed. In a bracket it is a word of a call, or a default. */
  private assignment(i: number): void {
    const { tokens, code } = this
    const [before, after] = [tokens[i - 1], tokens[i + 1]]
    if (code.isInside(i) || isMark(after, '=') || isMark(before, '=') || isMark(before, '!')) return
    // A comparison, but for a shift that is kept.
    const isCompared = before?.kind === 'mark' && /^[<>]$/.test(before.text)
    if (isCompared && tokens[i - 2]?.text !== before.text) return
    const target = tokens.slice(code.statementAt(i), i)
    const [name] = target
    if (target.length === 1 && isName(name)) this.give(name.text, tokens.slice(i + 1, code.endAt(i + 1)))
    else this.forget(targetsOf(target))
  }

  /** The first place behind `i`, in the same bracket, that is so. */
  private ahead(i: number, isIt: (at: number) => boolean): number {
    const { openers } = this.code
    let at = i + 1
    while (at < this.tokens.length && !(openers[at] === openers[i] && isIt(at))) at += 1
    return at
  }

  /** `for a, b in …` */
  private loop(i: number): void {
    const { tokens, code } = this
    const at = this.ahead(i, (place) => isName(tokens[place]) && tokens[place]?.text === 'in')
    const target = tokens.slice(i + 1, at)
    const isInside = code.isInside(i)
    const last = isInside ? closeAt(tokens, code.openers[i] ?? 0) : tokens.length
    const isEnd = (place: number) =>
      isMark(tokens[place], ':') ||
      (isInside && isName(tokens[place]) && /^(?:if|for|async)$/.test(tokens[place]?.text ?? ''))
    const end = Math.min(last, this.ahead(at, isEnd))
    const items = code.itemsOf(tokens.slice(at + 1, end))
    if (items === null) this.forget(target)
    else for (const item of items) this.bind(target, item)
  }

  private bind(target: readonly Token[], item: Expression): void {
    const names = argumentsAt([mark('('), ...target, mark(')')], 0)
    const [only] = target
    if (target.length === 1 && isName(only)) return this.give(only.text, item)
    const inside = isMark(only, '(') && closeAt(target, 0) === target.length - 1 ? argumentsAt(target, 0) : names
    const parts = isMark(item[0], '(') && closeAt(item, 0) === item.length - 1 ? argumentsAt(item, 0) : []
    if (parts.length !== inside.length) return this.forget(target)
    for (const [at, part] of parts.entries()) this.bind(inside[at] ?? [], part)
  }

  /** The parameters of a function: what its calls give them, where it is nothing but called. */
  private parameters(i: number): void {
    const { tokens } = this
    this.forget(tokens.slice(i + 1, i + 2))
    // `def f[T](…)`
    const open = isMark(tokens[i + 2], '[') ? closeAt(tokens, i + 2) + 1 : i + 2
    const parameters = argumentsAt(tokens, open)
    const isOdd = parameters.some(([first]) => !isName(first) || /^(?:self|cls)$/.test(first.text))
    const calls = isOdd || this.isDecorated(i) ? null : this.callsOf(i + 1)
    for (const [at, parameter] of parameters.entries()) this.parameter(parameter, at, calls)
  }

  private isDecorated(i: number): boolean {
    const { tokens, code } = this
    // Behind `async`.
    const line = tokens[i]?.startsLine === true ? i : i - 1
    let before = line - 1
    while (before >= 0 && !(tokens[before]?.startsLine === true && !code.isInside(before))) before -= 1
    return isMark(tokens[before], '@')
  }

  /** The arguments of every call; null: the function is defined twice, or passed around. */
  private callsOf(defined: number): readonly (readonly Expression[])[] | null {
    const { tokens, code } = this
    const name = tokens[defined]?.text ?? ''
    const places = code.placesOf(name).filter((at) => at !== defined)
    const isCalled = (at: number) =>
      !followsDot(tokens, at) && isMark(tokens[at + 1], '(') && tokens[at - 1]?.text !== 'def'
    return code.inner.has(name) || !places.every(isCalled) ? null : places.map((at) => argumentsAt(tokens, at + 1))
  }

  private parameter(parameter: Expression, at: number, calls: readonly (readonly Expression[])[] | null): void {
    const name = parameter.find(isName)
    const equals = parameter.findIndex((token) => isMark(token, '='))
    const usual = equals > 0 ? parameter.slice(equals + 1) : undefined
    const given = calls?.map((call) => argumentOf(call, name?.text ?? '', at) ?? usual) ?? []
    if (given.length === 0 || given.includes(undefined)) this.forget(parameter.slice(0, 2))
    else for (const each of given) this.give(name?.text ?? '', each ?? [])
  }
}

/** What a call gives a parameter by its name or its place; undefined: nothing, or it is not known. */
function argumentOf(call: readonly Expression[], name: string, at: number): Expression | undefined {
  if (call.some(([first]) => isMark(first, '*'))) return [mark('*')]
  const named = call.find(([key, sign]) => key?.text === name && isMark(sign, '='))
  if (named) return named.slice(2)
  return call.slice(0, at + 1).some(([, sign]) => isMark(sign, '=')) ? undefined : call[at]
}

/** The names that an assignment gives values; what is written into one of their parts changes them, too. */
function targetsOf(target: readonly Token[]): Token[] {
  const found: Token[] = []
  for (let i = 0; i < target.length; i += 1) {
    const [token, before] = [target[i], target[i - 1]]
    const isBehind = isName(before) || isMark(before, ')') || isMark(before, ']')
    if (token?.kind === 'mark' && /^[[(]$/.test(token.text) && isBehind) i = closeAt(target, i)
    else if (isName(token) && !isMark(before, '.')) found.push(token)
  }
  return found
}
