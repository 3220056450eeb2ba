// Everything a person can press or enter, as rows: for the help, for `tos keys` and docs/keys.md.
import { keyGroups } from './binding.ts'
import { keyLabels } from './key-labels.ts'
import { bindingFor, bindings, type KeyBinding } from './keys.ts'
import type { Words } from '../words/words.ts'
import { lineCommands, type LineCommand } from './line-commands.ts'
import { usageOf } from './line-usage.ts'

export interface HelpRow {
  readonly group: string
  readonly keys: string
  readonly does: string
  /** It does something when one of these does; none: always. */
  readonly needsOneOf: readonly Pick<KeyBinding, 'needs'>[]
}

/** Keys in the order of their groups, then the commands of the `:` line. */
export function helpRows(words: Words): HelpRow[] {
  const keys: readonly KeyBinding[] = bindings
  const commands: readonly LineCommand[] = lineCommands
  const keyRows = keyGroups.flatMap((group) =>
    keys
      .filter((binding) => binding.group === group)
      .map((binding) => ({
        group: words.help.groups[group],
        keys: keyLabels(binding, words),
        does: words.actions[binding.action],
        needsOneOf: [binding],
      })),
  )
  const commandRows = commands.map((command) => ({
    group: words.line.title,
    keys: usageOf(command, words),
    does: words.line.does[command.name],
    needsOneOf: command.needs ? [command] : command.actions.map(bindingFor),
  }))
  return [...keyRows, ...commandRows]
}
