// Calls of functions: every body the name may stand for.
import type { Value } from '../value.ts'
import type { Shell, ShellFunction } from './shell.ts'
import type { Field, Input, Walk } from './walk.ts'

export function runFunction(
  walk: Walk,
  { body, source }: ShellFunction,
  args: readonly Field[],
  shell: Shell,
  input: Input,
): Value {
  const frame = walk.frame
  const positional = shell.positional
  if (source !== frame.source) walk.frame = { source, base: frame.base ?? { start: 0, end: frame.source.length } }
  shell.positional = args.some(({ isMany }) => isMany) ? null : args.map(({ value }) => value)
  const output = walk.node(body, shell, { ...input, depth: input.depth + 1 })
  shell.positional = positional
  // `return` ends the function, not the script.
  shell.isDead = false
  walk.frame = frame
  return output
}
