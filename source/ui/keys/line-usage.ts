// How a command of the `:` line is written for people.
import type { Words } from '../words/words.ts'
import type { LineCommand } from './line-commands.ts'

/** `:raise LIMIT VALUE` */
export const usageOf = ({ name, operands }: LineCommand, words: Words): string =>
  [`:${name}`, ...operands.map((operand) => words.line.operands[operand])].join(' ')
