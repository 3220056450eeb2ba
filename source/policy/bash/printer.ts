// The shape of a printer: the text a program prints, as far as it is known.
import type { Call } from '../grammar/analysis.ts'
import type { Value } from '../model/value.ts'

export type Printer = (call: Call) => Value
