// keys: every key of the screen, from the table that the screen itself uses.
import { exitCodes } from '../core/failure.ts'
import { keyLabels } from '../ui/key-labels.ts'
import { bindings, keyGroups, type KeyBinding } from '../ui/keys.ts'
import type { Words } from '../ui/language/words.ts'
import { fit } from '../ui/width.ts'
import { flag, report, type Command } from './command.ts'
import { viewerWish, wordsFor } from './viewer-options.ts'

const keyColumns = 18

export const keys: Command = {
  summary: 'The keys of the screen.',
  usage: 'tos keys [--lang ja|en|auto] [--json]',
  options: { lang: { type: 'string' } },
  operands: 0,
  run(invocation, terminal) {
    const wish = viewerWish(invocation, terminal.environment)
    if (!wish.ok) return Promise.resolve(report(wish.failure, terminal))
    const words = wordsFor(wish.value, terminal)
    terminal.out(flag(invocation, 'json') ? `${JSON.stringify(keyRows(words), null, 2)}\n` : keyText(words))
    return Promise.resolve(exitCodes.well)
  },
}

interface KeyRow {
  readonly group: string
  readonly keys: string
  readonly does: string
}

/** One row per action, in the order of the help. */
export function keyRows(words: Words): KeyRow[] {
  const table: readonly KeyBinding[] = bindings
  return keyGroups.flatMap((group) =>
    table
      .filter((binding) => binding.group === group)
      .map((binding) => ({
        group: words.help.groups[group],
        keys: keyLabels(binding, words),
        does: words.actions[binding.action],
      })),
  )
}

function keyText(words: Words): string {
  const rows = keyRows(words)
  return rows
    .map(({ group, keys, does }, i) => {
      const head = group === rows[i - 1]?.group ? '' : `${i === 0 ? '' : '\n'}${group}\n`
      return `${head}  ${fit(keys, keyColumns)}  ${does}\n`
    })
    .join('')
}
