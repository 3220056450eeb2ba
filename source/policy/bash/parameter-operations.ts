// What an operation behind a parameter makes of its value: `:-`, `%`, `/`, `:1:2`, `^^`, `@U`.
import type { ParameterOperation, Word } from 'unbash'
import { contains, isHole, literal, spaced, textValue, unknown, type Value } from '../model/value.ts'
import { evaluateText } from './arithmetic-text.ts'
import { giveTo, type Variable } from './shell.ts'
import { patternText, remove, removeAround } from './patterns.ts'
import type { Here } from './walk.ts'

export interface Expansion {
  readonly value: Value
  /** Several words: of `"$@"`, `"${a[@]}"`. */
  readonly list?: readonly Value[]
  readonly isOpen: boolean
  /** Comes from a quoted operand: not split. */
  readonly isQuotedText?: boolean
}

export const single = (value: Value): Expansion => ({ value, isOpen: false })

type Operation<T extends ParameterOperation['type']> = Extract<ParameterOperation, { type: T }>

/** A parameter and what it holds where the operation stands. */
interface At extends Here {
  readonly name: string
  /** Null: not set. */
  readonly held: Value | null
  /** Its text when that is known. */
  readonly text: string | null
  readonly key: string | null
  readonly operand: (word: Word) => Value
}

/** @param held - null: not set */
export function operate(
  here: Here,
  name: string,
  held: Value | null,
  operation: ParameterOperation,
  key: string | null = null,
): Expansion {
  const { walk, shell, input } = here
  const text = held === null ? null : literal(held)
  const at: At = { ...here, name, held, text, key, operand: (word) => walk.value(word, shell, input) }
  switch (operation.type) {
    case 'Default':
      return byDefault(at, operation)
    case 'Remove':
      return single(removed(at, operation))
    case 'Replace':
      return single(replaced(at, operation))
    case 'Slice':
      // Of what is not set nothing is cut, and no offset is looked at.
      if (held === null) return single([])
      for (const word of [operation.offset, operation.length])
        if (word) evaluateText(walk, at.operand(word), shell, input)
      return single(text === '' ? [] : unknown)
    case 'CaseModification':
      if (held !== null && operation.operand) at.operand(operation.operand)
      return single(held === null || held.every(isHole) ? (held ?? []) : unknown)
    case 'Transform':
      return single(transformed(at, operation))
    default:
      walk.record.doubt('syntax', `\${${name}…}`)
      return single(unknown)
  }
}

function byDefault(
  { name, held, text, shell, key, operand }: At,
  { operator, operand: word }: Operation<'Default'>,
): Expansion {
  const isEmpty = held === null || (operator.startsWith(':') && text === '')
  if (!isEmpty && text !== null) return single(held)
  if (!isEmpty && text === null && held !== null && !contains(held, 'any')) return single(held)
  const other = operand(word)
  if (operator.endsWith('?')) return single(held ?? unknown)
  if (operator.endsWith('=')) {
    if (isEmpty) giveTo(shell, name, other, key ?? '0')
    else shell.tell(name, other, shell)
  }
  return isEmpty ? { ...single(other), isQuotedText: /^["']/.test(word.text) } : single(unknown)
}

function removed({ held, text, operand }: At, { operator, operand: word }: Operation<'Remove'>): Value {
  const pattern = () => literal(patternText(word, operand))
  if (text !== null) return remove(text, operator, pattern())
  return held === null ? unknown : removeAround(held, operator, pattern())
}

/** Plain text in the place of plain text. */
function replaced({ held, text, operand, shell }: At, { operator, pattern, replacement }: Operation<'Replace'>): Value {
  if (held === null) return unknown
  const [found, other] = [literal(patternText(pattern, operand)), literal(operand(replacement))]
  const isPlain = found !== null && other !== null && !/[*?[\]\\@!+(&]/.test(found + other)
  // Text of either case may be found: which of them is on, nobody knows.
  if (text === null || !isPlain || shell.options.has('nocasematch')) return unknown
  if (operator === '/#') return textValue(text.startsWith(found) ? other + text.slice(found.length) : text)
  if (operator === '/%')
    return textValue(text.endsWith(found) ? text.slice(0, text.length - found.length) + other : text)
  if (found === '') return held
  return textValue(operator === '//' ? text.replaceAll(found, () => other) : text.replace(found, () => other))
}

function transformed(
  { walk, name, held, text, shell, input, operand }: At,
  { operand: word }: Operation<'Transform'>,
): Value {
  const way = literal(operand(word)) ?? ''
  if (way === 'P') {
    const prompt = text === null ? unknown : textValue(`: "${text.replace(/["\\]/g, '\\$&')}"`)
    walk.text(prompt, shell, { ...input, depth: input.depth + 1 })
    walk.record.doubt('dynamic-code', `\${${name}@P}`)
  }
  return held === null ? [] : unknown
}

// `$@`, `$*` and arrays: expansions that are several words; of an operation on each of them nothing is known.

export function positional(
  here: Here,
  name: string,
  operation: ParameterOperation | undefined,
  isQuoted: boolean,
): Expansion {
  const { positional, zero } = here.shell
  const items = positional === null || operation?.type !== 'Slice' ? positional : [zero, ...positional]
  return several(here, { items: items ?? [], isOpen: positional === null, isOne: name === '*' && isQuoted }, operation)
}

export function elements(
  here: Here,
  variable: Variable | undefined,
  key: string,
  operation: ParameterOperation | undefined,
  isQuoted: boolean,
): Expansion {
  const items = [...(variable?.items.values() ?? [])]
  return several(here, { items, isOpen: variable?.isOpen === true, isOne: key === '*' && isQuoted }, operation)
}

interface Several {
  readonly items: readonly Value[]
  readonly isOpen: boolean
  /** All in one word. */
  readonly isOne: boolean
}

function several(here: Here, { items, isOpen, isOne }: Several, operation: ParameterOperation | undefined): Expansion {
  if (operation?.type === 'Slice') {
    const part = sliced(here, items, operation)
    return several(here, { items: part ?? [], isOpen: isOpen || part === null, isOne }, undefined)
  }
  const isUnset = items.length === 0 && !isOpen
  if (operation?.type === 'Default' && !operation.operator.endsWith('+') && isUnset)
    return operate(here, '', null, operation)
  if (operation) operate(here, '', unknown, operation)
  if (isOne) return single(isOpen || operation ? unknown : joined(here, items))
  if (operation) return { value: unknown, list: [], isOpen: true }
  return { value: isOpen ? unknown : [], list: items, isOpen }
}

/** In one word they are joined by what IFS begins with. */
function joined({ shell }: Here, values: readonly Value[]): Value {
  const separators = shell.variables.get('IFS')
  const text = separators ? literal(separators.items.get('0') ?? []) : ' '
  return text === null ? unknown : spaced(values, textValue(text.slice(0, 1)))
}

/** `${@:1:2}`: offsets are expressions. Null: nobody knows which. */
function sliced(
  { walk, shell, input }: Here,
  values: readonly Value[],
  { offset, length }: Operation<'Slice'>,
): readonly Value[] | null {
  const number = (word: Word): number => {
    const value = walk.value(word, shell, input)
    evaluateText(walk, value, shell, input)
    return Number(literal(value))
  }
  const given = number(offset)
  // From the end, but not beyond the beginning.
  const from = given < 0 ? values.length + given : given
  const end = length ? from + number(length) : undefined
  if (from < 0) return []
  return Number.isInteger(from) && (end === undefined || Number.isInteger(end)) ? values.slice(from, end) : null
}
