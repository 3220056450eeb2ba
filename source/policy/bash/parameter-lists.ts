// `$@`, `$*` and arrays: expansions that are several words.
import type { ParameterOperation, Word } from 'unbash'
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { evaluateText } from './arithmetic-text.ts'
import { operate, single, type Expansion } from './parameter-operations.ts'
import type { Shell, Variable } from './shell.ts'
import type { Input, Walk } from './walk.ts'

export function positional(
  walk: Walk,
  name: string,
  operation: ParameterOperation | undefined,
  shell: Shell,
  input: Input,
  isQuoted: boolean,
): Expansion {
  if (shell.positional === null) {
    if (operation) operate(walk, '', unknown, operation, shell, input, null)
    if (operation?.type === 'Default') walk.value(operation.operand, shell, input)
    return isQuoted && name === '*' ? single(unknown) : { value: unknown, list: [], isOpen: true }
  }
  if (operation?.type === 'Slice') {
    const from = offset(walk, operation.offset, shell, input)
    const count = operation.length ? offset(walk, operation.length, shell, input) : undefined
    if (!Number.isInteger(from) || (count !== undefined && !Number.isInteger(count)))
      return { value: unknown, list: [], isOpen: true }
    const all = [shell.zero, ...shell.positional].slice(from, count === undefined ? undefined : from + count)
    return { value: [], list: all, isOpen: false }
  }
  if (operation?.type === 'Default') {
    const isSet = shell.positional.length > 0
    if (operation.operator.endsWith('+'))
      return isSet ? single(walk.value(operation.operand, shell, input)) : single([])
    return operate(walk, name, isSet ? joined(shell.positional) : null, operation, shell, input, null)
  }
  const made = operation
    ? shell.positional.map((value) => operate(walk, '', value, operation, shell, input, null).value)
    : shell.positional
  if (name === '*' && isQuoted) return single(joined(made))
  return { value: [], list: made, isOpen: false }
}

/** Offsets are expressions. */
function offset(walk: Walk, word: Word, shell: Shell, input: Input): number {
  const value = walk.value(word, shell, input)
  evaluateText(walk, value, shell, input)
  return Number(literal(value))
}

const joined = (values: readonly Value[]): Value =>
  concat(...values.flatMap((value, i) => (i === 0 ? [value] : [textValue(' '), value])))

export function elements(
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
    const from = offset(walk, operation.offset, shell, input)
    const count = operation.length ? offset(walk, operation.length, shell, input) : undefined
    if (variable.isOpen || !Number.isInteger(from) || (count !== undefined && !Number.isInteger(count)))
      return { value: unknown, list: [], isOpen: true }
    return { value: [], list: values.slice(from, count === undefined ? undefined : from + count), isOpen: false }
  }
  const made = operation ? values.map((value) => operate(walk, '', value, operation, shell, input, null).value) : values
  if (key === '*' && isQuoted) return single(variable.isOpen ? unknown : joined(made))
  return { value: [], list: made, isOpen: variable.isOpen }
}
