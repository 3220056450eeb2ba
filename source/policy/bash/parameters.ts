// Parameter expansion: `$x`, `${x:-…}`, `${x%…}`, `${x/…/…}`, `${!x}` and their like on what is known.
import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash'
import { act, doubt } from '../programs/analysis.ts'
import { isSecretName } from '../secret-names.ts'
import { concat, contains, hole, literal, textValue, unknown, type Value } from '../value.ts'
import { compilePattern } from './patterns.ts'
import { assign, folderOf, type Shell, type Variable } from './shell.ts'
import type { Input, Walk } from './walk.ts'

export interface Expansion {
  readonly value: Value
  /** Several words: of `"$@"`, `"${a[@]}"`. */
  readonly list?: readonly Value[]
  readonly isOpen: boolean
  /** Comes from a quoted operand: not split. */
  readonly isQuotedText?: boolean
}

type Parameter = Pick<ParameterExpansionPart, 'parameter' | 'prefix' | 'index' | 'operation'>

const single = (value: Value): Expansion => ({ value, isOpen: false })
const numbers = new Set([
  '?',
  '$',
  '!',
  '#',
  'RANDOM',
  'SRANDOM',
  'SECONDS',
  'LINENO',
  'UID',
  'EUID',
  'PPID',
  'BASHPID',
  'EPOCHSECONDS',
  'SHLVL',
  'OPTIND',
  'HISTCMD',
  'COLUMNS',
  'LINES',
])
const unclear = new Set([
  '_',
  '-',
  'REPLY',
  'BASH_COMMAND',
  'BASH_SOURCE',
  'BASH_VERSION',
  'FUNCNAME',
  'DIRSTACK',
  'GROUPS',
  'PIPESTATUS',
  'OPTARG',
  'BASH_REMATCH',
  'COMP_WORDS',
  'MAPFILE',
  'COPROC',
  'EPOCHREALTIME',
  'HISTFILE',
  'MACHTYPE',
  'OSTYPE',
  'HOSTTYPE',
  'BASH_ARGV',
  'BASH_ENV',
  'PS1',
  'PS4',
  'SHELLOPTS',
  'BASHOPTS',
])

/** What a name holds. `found` null: it is not set. */
function lookUp(walk: Walk, name: string, shell: Shell): { value: Value | null; variable: Variable | undefined } {
  const variable = shell.variables.get(name)
  if (name === 'PWD') return { value: folderOf(shell), variable }
  if (name === 'OLDPWD') return { value: shell.previousFolder, variable }
  if (name === '0') return { value: shell.zero, variable: undefined }
  if (name === 'BASH') return { value: textValue('/bin/bash'), variable: undefined }
  if (/^[1-9]\d*$/.test(name))
    return {
      value: shell.positional === null ? unknown : (shell.positional[Number(name) - 1] ?? null),
      variable: undefined,
    }
  if (name === '#')
    return {
      value: shell.positional === null ? hole('digits') : textValue(String(shell.positional.length)),
      variable: undefined,
    }
  if (variable) return { value: variable.items.get('0') ?? (variable.isOpen ? unknown : null), variable }
  if (numbers.has(name)) return { value: hole('digits'), variable: undefined }
  if (unclear.has(name)) return { value: unknown, variable: undefined }
  if (isSecretName(name)) return { value: secretValue(walk, name), variable: undefined }
  return { value: null, variable: undefined }
}

function secretValue(walk: Walk, name: string): Value {
  walk.pending.push(act('secret', name))
  return unknown
}

export function expandParameter(
  walk: Walk,
  parameter: Parameter,
  shell: Shell,
  input: Input,
  isQuoted: boolean,
): Expansion {
  const { parameter: name, prefix, operation } = parameter
  if (prefix === '!') return indirect(walk, parameter, shell, input, isQuoted)
  if (name === '@' || name === '*') return positional(walk, name, operation, shell, input, isQuoted)
  const key = parameter.index ? subscript(walk, parameter.index, shell, input) : null
  if (prefix === '#') {
    // The length of a secret is told, its text is not.
    const text = key === null ? literal(shell.variables.get(name)?.items.get('0') ?? unknown) : null
    return single(text === null ? hole('digits') : textValue(String(text.length)))
  }
  if (operation && /^:?\+$/.test(operatorOf(operation))) return present(walk, name, operation, shell, input)
  if (key === '@' || key === '*')
    return elements(walk, shell.variables.get(name), key, operation, shell, input, isQuoted)
  if (operation && operatorOf(operation).endsWith('?') && isSecretName(name)) return single(unknown)
  const { value, variable } = lookUp(walk, name, shell)
  const held =
    key === null
      ? value
      : (variable?.items.get(key) ?? (variable === undefined || variable.isOpen ? (variable ? unknown : null) : null))
  // The environment may hold what the command itself never set.
  const isForeign = held === null && variable === undefined && !/^\d+$/.test(name)
  if (!operation) return isForeign ? { value: unknown, isOpen: false } : single(held ?? [])
  return operate(walk, name, held, operation, shell, input, key)
}

function subscript(walk: Walk, word: Word, shell: Shell, input: Input): string | null {
  const value = walk.value(word, shell, input)
  const text = literal(value)
  if (text === null) return '\0unknown'
  if (/\$\(|`/.test(text)) walk.pending.push(doubt('dynamic-code', text))
  const held = /^[A-Za-z_]\w*$/.test(text) ? literal(shell.variables.get(text)?.items.get('0') ?? unknown) : null
  return held !== null && /^\d+$/.test(held) ? held : text
}

const operatorOf = (operation: ParameterOperation): string => ('operator' in operation ? operation.operator : '')

/** `${x:+word}` asks only whether x is set. */
function present(walk: Walk, name: string, operation: ParameterOperation, shell: Shell, input: Input): Expansion {
  if (operation.type !== 'Default') return single(unknown)
  const known = shell.variables.get(name)?.items.get('0')
  const other = walk.value(operation.operand, shell, input)
  const text = known === undefined ? undefined : literal(known)
  if (known === undefined && !isSecretName(name) && !numbers.has(name) && !unclear.has(name)) return single([])
  return single(text === undefined || text === null ? (other.length === 0 ? [] : unknown) : text === '' ? [] : other)
}

function indirect(walk: Walk, parameter: Parameter, shell: Shell, input: Input, isQuoted: boolean): Expansion {
  const { parameter: name, index, operation } = parameter
  if (operation?.type === 'Names') return { value: unknown, isOpen: true }
  if (index) {
    const variable = shell.variables.get(name)
    return variable && !variable.isOpen
      ? { value: [], list: [...variable.items.keys()].map(textValue), isOpen: false }
      : { value: unknown, isOpen: true }
  }
  const { value } = lookUp(walk, name, shell)
  const target = value === null ? null : literal(value)
  if (target === null || !/^\w+$/.test(target)) {
    // It may name any variable, one with a key in it too.
    walk.pending.push({ ...act('secret', `\${!${name}}`), isUnsure: true })
    if (target !== null && /\$\(|`/.test(target)) walk.pending.push(doubt('dynamic-code', target))
    return single(unknown)
  }
  return expandParameter(
    walk,
    { parameter: target, prefix: undefined, index: undefined, operation },
    shell,
    input,
    isQuoted,
  )
}

function positional(
  walk: Walk,
  name: string,
  operation: ParameterOperation | undefined,
  shell: Shell,
  input: Input,
  isQuoted: boolean,
): Expansion {
  if (shell.positional === null)
    return isQuoted && name === '*' ? single(unknown) : { value: unknown, list: [], isOpen: true }
  if (operation?.type === 'Slice') {
    const from = Number(literal(walk.value(operation.offset, shell, input)))
    const count = operation.length ? Number(literal(walk.value(operation.length, shell, input))) : undefined
    if (!Number.isInteger(from) || (count !== undefined && !Number.isInteger(count)))
      return { value: unknown, list: [], isOpen: true }
    const all = [shell.zero, ...shell.positional].slice(from, count === undefined ? undefined : from + count)
    return { value: [], list: all, isOpen: false }
  }
  if (operation)
    return shell.positional.length === 0 && operation.type !== 'Default'
      ? single([])
      : operation.type === 'Default'
        ? operate(
            walk,
            name,
            shell.positional.length === 0 ? null : joined(shell.positional),
            operation,
            shell,
            input,
            null,
          )
        : { value: unknown, list: [], isOpen: true }
  if (name === '*' && isQuoted) return single(joined(shell.positional))
  return { value: [], list: shell.positional, isOpen: false }
}

const joined = (values: readonly Value[]): Value =>
  concat(...values.flatMap((value, i) => (i === 0 ? [value] : [textValue(' '), value])))

function elements(
  walk: Walk,
  variable: Variable | undefined,
  key: string,
  operation: ParameterOperation | undefined,
  shell: Shell,
  input: Input,
  isQuoted: boolean,
): Expansion {
  if (!variable)
    return operation?.type === 'Default'
      ? operate(walk, '', null, operation, shell, input, null)
      : { value: [], list: [], isOpen: false }
  const values = [...variable.items.values()]
  if (operation?.type === 'Slice') {
    const from = Number(literal(walk.value(operation.offset, shell, input)))
    const count = operation.length ? Number(literal(walk.value(operation.length, shell, input))) : undefined
    if (variable.isOpen || !Number.isInteger(from) || (count !== undefined && !Number.isInteger(count)))
      return { value: unknown, list: [], isOpen: true }
    return { value: [], list: values.slice(from, count === undefined ? undefined : from + count), isOpen: false }
  }
  const made = operation ? values.map((value) => operate(walk, '', value, operation, shell, input, null).value) : values
  if (key === '*' && isQuoted) return single(variable.isOpen ? unknown : joined(made))
  return { value: [], list: made, isOpen: variable.isOpen }
}

/** @param held - null: not set */
function operate(
  walk: Walk,
  name: string,
  held: Value | null,
  operation: ParameterOperation,
  shell: Shell,
  input: Input,
  key: string | null,
): Expansion {
  const text = held === null ? null : literal(held)
  const operand = (word: Word) => walk.value(word, shell, input)
  switch (operation.type) {
    case 'Default': {
      const { operator } = operation
      const isEmpty = held === null || (operator.startsWith(':') && text === '')
      if (!isEmpty && text !== null) return single(held)
      if (!isEmpty && text === null && held !== null && !contains(held, 'any')) return single(held)
      const other = operand(operation.operand)
      if (operator.endsWith('?')) return single(held ?? unknown)
      if (isEmpty && operator.endsWith('=')) assign(shell, name, other, key ?? '0')
      return isEmpty ? { ...single(other), isQuotedText: /^["']/.test(operation.operand.text) } : single(unknown)
    }
    case 'Remove':
      return single(
        text === null && held !== null
          ? removeAround(held, operation.operator, literal(patternText(operation.operand, operand)))
          : text === null
            ? unknown
            : remove(text, operation.operator, literal(patternText(operation.operand, operand)) ?? null),
      )
    case 'Replace':
      return single(
        text === null
          ? unknown
          : replace(
              text,
              operation.operator,
              literal(patternText(operation.pattern, operand)),
              literal(operand(operation.replacement)),
            ),
      )
    case 'Slice': {
      const from = Number((literal(operand(operation.offset)) ?? 'x').trim())
      const count = operation.length ? Number((literal(operand(operation.length)) ?? 'x').trim()) : null
      if (text === null || !Number.isInteger(from) || (count !== null && !Number.isInteger(count)))
        return single(text === '' ? [] : unknown)
      const start = from < 0 ? Math.max(0, text.length + from) : from
      return single(
        textValue(
          count === null ? text.slice(start) : count < 0 ? text.slice(start, count) : text.slice(start, start + count),
        ),
      )
    }
    case 'CaseModification':
      return single(
        text === null ? (held ?? []) : operation.operand ? unknown : textValue(changeCase(text, operation.operator)),
      )
    case 'Transform': {
      const way = literal(operand(operation.operand)) ?? ''
      if (way === 'P') walk.pending.push(doubt('dynamic-code', `\${${name}@P}`))
      if (text === null) return single(held === null ? [] : unknown)
      if (way === 'U') return single(textValue(text.toUpperCase()))
      if (way === 'L') return single(textValue(text.toLowerCase()))
      if (way === 'u') return single(textValue(text.slice(0, 1).toUpperCase() + text.slice(1)))
      return single(unknown)
    }
    default:
      walk.pending.push(doubt('syntax', `\${${name}…}`))
      return single(unknown)
  }
}

/** In a pattern, quotes take stars their meaning; the plain text of a word keeps them. */
function patternText(word: Word, operand: (word: Word) => Value): Value {
  if (!word.parts) return textValue(/^['"]|\\/.test(word.text) ? word.value.replace(/[*?[\\]/g, '\\$&') : word.value)
  const simple = word.parts.every(({ type }) => type === 'Literal' || type === 'Glob')
  return simple ? textValue(word.value) : operand(word)
}

/** An ending or the folders taken from a value with unknown parts, where its known end or start decides. */
function removeAround(held: Value, operator: string, pattern: string | null): Value {
  const last = held.at(-1)
  if (pattern === null || contains(held, 'any')) return unknown
  if (operator.startsWith('%') && typeof last === 'string' && !/[*?[\\]/.test(pattern) && last.endsWith(pattern)) {
    return concat(held.slice(0, -1), textValue(last.slice(0, -pattern.length)))
  }
  if (operator === '##' && pattern === '*/' && !contains(held, 'path')) {
    const at = held.findLastIndex((part) => typeof part === 'string' && part.includes('/'))
    const slash = held[at]
    return typeof slash === 'string'
      ? concat(textValue(slash.slice(slash.lastIndexOf('/') + 1)), held.slice(at + 1))
      : held
  }
  return unknown
}

function remove(text: string, operator: string, pattern: string | null): Value {
  if (pattern === null) return unknown
  const matcher = compilePattern(pattern)
  if (!matcher) return unknown
  const isFront = operator.startsWith('#')
  const isLongest = operator.length === 2
  const lengths = Array.from({ length: Math.min(text.length, 2000) + 1 }, (_, i) => i)
  for (const length of isLongest ? lengths.toReversed() : lengths) {
    const piece = isFront ? text.slice(0, length) : text.slice(text.length - length)
    if (matcher.matches(piece)) return textValue(isFront ? text.slice(length) : text.slice(0, text.length - length))
  }
  return textValue(text)
}

function replace(text: string, operator: string, pattern: string | null, replacement: string | null): Value {
  if (pattern === null || replacement === null) return unknown
  const matcher = compilePattern(pattern)?.matcher(text)
  if (!matcher) return unknown
  let made = ''
  let at = 0
  while (matcher.find()) {
    const start = matcher.start()
    const end = matcher.end()
    const isHere = operator === '/#' ? start === 0 : operator === '/%' ? end === text.length : true
    if (start === end) break
    if (!isHere) continue
    made += text.slice(at, start) + replacement
    at = end
    if (operator !== '//') break
  }
  return textValue(made + text.slice(at))
}

function changeCase(text: string, operator: string): string {
  if (operator === '^^') return text.toUpperCase()
  if (operator === ',,') return text.toLowerCase()
  const first = text.slice(0, 1)
  return (operator === '^' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1)
}
