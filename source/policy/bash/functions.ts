// Calls of functions: every body the name may stand for.
import type { Value } from '../model/value.ts'
import type { Shell, ShellFunction } from './shell.ts'
import { inFrame, type Field, type Input, type Walk } from './walk.ts'

export function runFunction(
  walk: Walk,
  { body, source }: ShellFunction,
  args: readonly Field[],
  shell: Shell,
  input: Input,
): Value {
  const positional = shell.positional
  shell.positional = args.some(({ isMany }) => isMany) ? null : args.map(({ value }) => value)
  const output = inFrame(walk, source, () => walk.node(body, shell, { ...input, depth: input.depth + 1 }))
  shell.positional = positional
  // `return` ends the function, not the script.
  shell.isDead = false
  return output
}
