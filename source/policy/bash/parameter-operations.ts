// What an operation behind a parameter makes of its value: `:-`, `%`, `/`, `:1:2`, `^^`, `@U`.
import type { ParameterOperation, Word } from 'unbash'
import { doubt } from '../programs/analysis.ts'
import { contains, literal, textValue, unknown, type Value } from '../value.ts'
import { evaluateText } from './arithmetic-text.ts'
import { assign, type Shell } from './shell.ts'
import { changeCase, patternText, remove, removeAround, replace } from './text-operations.ts'
import type { Input, Walk } from './walk.ts'

export interface Expansion {
  readonly value: Value
  /** Several words: of `"$@"`, `"${a[@]}"`. */
  readonly list?: readonly Value[]
  readonly isOpen: boolean
  /** Comes from a quoted operand: not split. */
  readonly isQuotedText?: boolean
}

export const single = (value: Value): Expansion => ({ value, isOpen: false })

/** @param held - null: not set */
export function operate(
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
      // Of what is not set nothing is cut, and no offset is looked at.
      if (held === null) return single([])
      const number = (word: Word): number => {
        const value = operand(word)
        evaluateText(walk, value, shell, input)
        return Number((literal(value) ?? 'x').trim())
      }
      const from = number(operation.offset)
      const count = operation.length ? number(operation.length) : null
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
      if (way === 'P')
        walk.text(text === null ? unknown : textValue(`: "${text.replace(/["\\]/g, '\\$&')}"`), shell, {
          ...input,
          depth: input.depth + 1,
        })
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
