// Where in a call a loop of the queue can be named.
import type { Invocation } from '../command.ts'
import type { CommandRow } from './row.ts'

/** The name that was given; null where none was, or none can be. */
export function submittedIn(
  row: CommandRow,
  { options, operands }: Pick<Invocation, 'options' | 'operands'>,
): string | null {
  const option = row.options.find(({ completes }) => completes === 'submitted')
  const named = option && options[option.name]
  if (typeof named === 'string') return named
  const [operand] = row.operands ?? []
  return operand?.completes === 'submitted' ? (operands[0] ?? null) : null
}
