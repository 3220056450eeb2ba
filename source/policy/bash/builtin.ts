// The shape of a builtin: what it is given and what it answers.
import type { Action } from '../model/action.ts'
import type { Value } from '../model/value.ts'
import type { Field, Here } from './walk.ts'

export interface BuiltinCall extends Here {
  readonly args: readonly Field[]
  readonly values: readonly Value[]
  readonly texts: readonly (string | null)[]
}

export interface BuiltinResult {
  readonly actions: readonly Action[]
  readonly output: Value
}

export type Builtin = (call: BuiltinCall) => BuiltinResult

export const result = (actions: readonly Action[] = [], output: Value = []): BuiltinResult => ({ actions, output })

export const harmless: Builtin = () => result()
