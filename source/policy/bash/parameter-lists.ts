// `$@`, `$*` and arrays: expansions that are several words.
import type { ParameterOperation, Word } from 'unbash'
import { literal, spaced, unknown, type Value } from '../model/value.ts'
import { evaluateText } from './arithmetic-text.ts'
import { operate, single, type Expansion } from './parameter-operations.ts'
import type { Variable } from './shell.ts'
import type { Here } from './walk.ts'

export function positional(
  here: Here,
  name: string,
  operation: ParameterOperation | undefined,
  isQuoted: boolean,
): Expansion {
  const { walk, shell, input } = here
  if (shell.positional === null) {
    if (operation) operate(here, '', unknown, operation)
    if (operation?.type === 'Default') walk.value(operation.operand, shell, input)
    return isQuoted && name === '*' ? single(unknown) : manyWords
  }
  if (operation?.type === 'Slice') return sliced(here, [shell.zero, ...shell.positional], operation)
  if (operation?.type === 'Default') {
    const isSet = shell.positional.length > 0
    if (operation.operator.endsWith('+'))
      return isSet ? single(walk.value(operation.operand, shell, input)) : single([])
    return operate(here, name, isSet ? spaced(shell.positional) : null, operation)
  }
  return listed(here, { items: shell.positional, isOpen: false, isOne: name === '*' && isQuoted }, operation)
}

const manyWords: Expansion = { value: unknown, list: [], isOpen: true }

interface Listed {
  readonly items: readonly Value[]
  readonly isOpen: boolean
  /** All in one word. */
  readonly isOne: boolean
}

function listed(here: Here, { items, isOpen, isOne }: Listed, operation: ParameterOperation | undefined): Expansion {
  const made = operation ? items.map((value) => operate(here, '', value, operation).value) : items
  return isOne ? single(isOpen ? unknown : spaced(made)) : { value: [], list: made, isOpen }
}

/** `${@:1:2}`: offsets are expressions. */
function sliced(
  { walk, shell, input }: Here,
  values: readonly Value[],
  { offset, length }: Extract<ParameterOperation, { type: 'Slice' }>,
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
  here: Here,
  variable: Variable | undefined,
  key: string,
  operation: ParameterOperation | undefined,
  isQuoted: boolean,
): Expansion {
  if (!variable)
    return operation?.type === 'Default' ? operate(here, '', null, operation) : { value: [], list: [], isOpen: false }
  const items = [...variable.items.values()]
  const { isOpen } = variable
  if (operation?.type !== 'Slice') return listed(here, { items, isOpen, isOne: key === '*' && isQuoted }, operation)
  const part = sliced(here, items, operation)
  return isOpen ? manyWords : part
}
