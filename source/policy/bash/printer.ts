// The shape of a printer: the text a program prints, as far as it is known.
import type { Call } from '../programs/analysis.ts'
import type { Value } from '../value.ts'

export const maximumLength = 65_536

export type Printer = (call: Call) => Value
