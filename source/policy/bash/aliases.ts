// Aliases: text that is read anew where they are called.
import { concat, isKnown, literal, sameValue, textValue, unknown, type Value } from '../model/value.ts'
import { doubt } from '../grammar/analysis.ts'
import { Ways } from '../machine/ways.ts'
import { findProgram } from '../programs/programs.ts'
import { builtins } from './builtins.ts'
import { specials } from './evaluators.ts'
import { become, knowledge } from './shell.ts'
import { type At, emit, type Field, type Input } from './walk.ts'

/**
 * Whether an alias counts depends on the shell, its options, and on where its line began to be read: what it stands for
 * is followed, and the command itself, unless aliases may count and nothing is called so.
 */
export function callAliased(at: At, name: string, text: string, fields: readonly Field[]): Value {
  const { walk, shell, input, how } = at
  const isCommand =
    shell.functions.has(name) || Object.hasOwn({ ...builtins, ...specials }, name) || findProgram(name) !== null
  const ways = new Ways(knowledge, shell)
  // Behind a blank the next word may be an alias, too.
  const [, next] = fields
  if (/[ \t\n]$/.test(text) && next && shell.aliases.has(literal(next.value) ?? ''))
    emit(at, { program: name, actions: [doubt('dynamic-code', `alias ${name}`)] })
  const alias = ways.take((own) => {
    own.aliases.delete(name)
    return callAlias({ ...at, shell: own }, text, fields.slice(1))
  })
  let output = alias
  if (isCommand || !shell.options.has('expand_aliases')) {
    const plain = ways.take((own) => walk.call(fields, own, input, how))
    output = sameValue(alias, plain) ? alias : unknown
  }
  become(shell, { ...ways.joined(), aliases: shell.aliases })
  return output
}

/** What they stand for is read anew, with the words behind it. */
function callAlias({ walk, shell, input }: At, text: string, args: readonly Field[]): Value {
  const tail = args.map(({ value, isMany }) =>
    isMany || !isKnown(value) ? unknown : textValue(` '${(literal(value) ?? '').replaceAll("'", `'\\''`)}'`),
  )
  const inside: Input = { ...input, wrappers: [...input.wrappers, 'alias'], depth: input.depth + 1 }
  return walk.text(concat(textValue(text), ...tail), shell, inside)
}
