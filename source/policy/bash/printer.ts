// The shape of a printer: the text a program prints, as far as it is known.
import type { Call } from '../programs/analysis.ts'
import type { Value } from '../value.ts'

export type Printer = (call: Call) => Value
