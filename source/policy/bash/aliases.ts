// Aliases: text that is read anew where they are called.
import { parse } from 'unbash'
import { concat, isKnown, literal, textValue, unknown, type Value } from '../model/value.ts'
import { one, type At, type Field, type Input } from './walk.ts'

/** Aliases are text: what they stand for is read anew. */
export function callAlias({ walk, shell, input, how }: At, text: string, args: readonly Field[]): Value {
  const script = parse(text)
  const [statement] = script.commands
  const command = statement?.command
  const isPlain =
    !script.errors?.length &&
    script.commands.length === 1 &&
    command?.type === 'Command' &&
    command.redirects.length === 0 &&
    command.prefix.length === 0
  const next: Input = { ...input, wrappers: [...input.wrappers, 'alias'], depth: input.depth + 1 }
  if (isPlain && command.name) {
    const words = [command.name, ...command.args].map((word) =>
      'value' in word && typeof word.value === 'string' ? one(textValue(word.value)) : one(unknown),
    )
    return walk.call([...words, ...args], shell, next, { ...how, functions: true, builtins: true })
  }
  const tail = args.map(({ value, isMany }) =>
    isMany || !isKnown(value) ? unknown : textValue(` '${(literal(value) ?? '').replaceAll("'", `'\\''`)}'`),
  )
  return walk.text(concat(textValue(text), ...tail), shell, next)
}
