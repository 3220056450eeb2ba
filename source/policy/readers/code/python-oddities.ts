// What Python code may say only in one form: members that mean another thing on another object.
import { argumentsAt, isMark, literalOf } from './arguments.ts'
import type { Oddities } from './language.ts'
import type { Token } from './tokens.ts'
import { notOfScience, science } from './python-science.ts'

type Arguments = readonly (readonly Token[])[]
type Check = (given: Arguments, receiver: Token | undefined) => boolean

const isStarred = (given: Arguments): boolean => given.some(([first]) => isMark(first, '*'))

/** Each is true where the call is harmless on whatever it is called. */
const checks: Readonly<Record<string, Check>> = {
  // A path is moved with one argument, a text is changed with two, a date with names.
  replace: (given) =>
    !isStarred(given) &&
    (given.length > 1 || given.every(([name, mark]) => name?.text !== 'target' && isMark(mark, '='))),
  // Paths are copied to somewhere.
  copy: (given) => given.length === 0,
  // A parser of settings reads the file it is given.
  read: (given) => given.every((argument) => argument.length === 1 && argument[0]?.kind === 'number'),
  // `"{0.__class__}"` walks through objects.
  format: (given, receiver) => given.length === 0 || receiver?.kind === 'string',
  format_map: (_, receiver) => receiver?.kind === 'string',
  execute: (given) => isPlainSql(given[0]),
  executemany: (given) => isPlainSql(given[0]),
}

/** Statements that open further files or load code. */
const reaching = /\b(?:attach|vacuum|load_extension|readfile|writefile|edit|pragma|fts3_tokenizer)\b/i
const isPlainSql = (statement: readonly Token[] | undefined): boolean => {
  const text = literalOf(statement)
  return text !== null && !reaching.test(text)
}

export const pythonOddities: Oddities = (tokens) => {
  const modules = new Set(['shutil', 'os'])
  const calculates = tokens.some(({ kind, text }) => kind === 'name' && Object.hasOwn(science, text))
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === 'mark' && text === '\\') return 'a backslash'
    if (
      calculates &&
      kind === 'name' &&
      notOfScience.has(text) &&
      isMark(tokens[i - 1], '.') &&
      !isOfJson(tokens[i - 2])
    )
      return `.${text} of what is not known`
    if (kind !== 'name' || !isMark(tokens[i - 1], '.') || !Object.hasOwn(checks, text)) continue
    if (modules.has(tokens[i - 2]?.text ?? '')) continue
    if (!isMark(tokens[i + 1], '(')) return `.${text} as a value`
    if (checks[text]?.(argumentsAt(tokens, i + 1), tokens[i - 2]) === false) return `.${text} of what is not known`
  }
  return assignsPath(tokens) ? 'sys.path' : null
}

const isOfJson = (owner: Token | undefined): boolean => owner?.text === 'json'

/** `sys.path[:0] = …` changes what a later import loads. */
const assignsPath = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, i) =>
      text === 'path' &&
      isMark(tokens[i - 1], '.') &&
      tokens[i - 2]?.text === 'sys' &&
      !/^(?:[),;\]]|if|for|else|and|or)?$/.test(tokens[i + 1]?.text ?? ''),
  )
