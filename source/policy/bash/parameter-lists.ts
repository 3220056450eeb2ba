// `$@`, `$*` and arrays: expansions that are several words.
import type { ParameterOperation, Word } from 'unbash'
import { literal, spaced, unknown, type Value } from '../model/value.ts'
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
    return isQuoted && name === '*' ? single(unknown) : manyWords
  }
  if (operation?.type === 'Slice') {
    return sliced(walk, [shell.zero, ...shell.positional], operation, shell, input)
  }
  if (operation?.type === 'Default') {
    const isSet = shell.positional.length > 0
    if (operation.operator.endsWith('+'))
      return isSet ? single(walk.value(operation.operand, shell, input)) : single([])
    return operate(walk, name, isSet ? spaced(shell.positional) : null, operation, shell, input, null)
  }
  const made = operation
    ? shell.positional.map((value) => operate(walk, '', value, operation, shell, input, null).value)
    : shell.positional
  if (name === '*' && isQuoted) return single(spaced(made))
  return { value: [], list: made, isOpen: false }
}

const manyWords: Expansion = { value: unknown, list: [], isOpen: true }

/** `${@:1:2}`: offsets are expressions. */
function sliced(
  walk: Walk,
  values: readonly Value[],
  { offset, length }: Extract<ParameterOperation, { type: 'Slice' }>,
  shell: Shell,
  input: Input,
): Expansion {
  const number = (word: Word): number => {
    const value = walk.value(word, shell, input)
    evaluateText(walk, value, shell, input)
    return Number(literal(value))
  }
  const from = number(offset)
  const end = length ? from + number(length) : undefined
  if (!Number.isInteger(from) || (end !== undefined && !Number.isInteger(end))) return manyWords
  return { value: [], list: values.slice(from, end), isOpen: false }
}

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
    const part = sliced(walk, values, operation, shell, input)
    return variable.isOpen ? manyWords : part
  }
  const made = operation ? values.map((value) => operate(walk, '', value, operation, shell, input, null).value) : values
  if (key === '*' && isQuoted) return single(variable.isOpen ? unknown : spaced(made))
  return { value: [], list: made, isOpen: variable.isOpen }
}
