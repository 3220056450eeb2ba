// All keys, from the key table; typing filters them.
import { leave, type Dialog } from '../dialog.ts'
import { keyLabels } from '../key-labels.ts'
import { bindings, keyGroups, type KeyBinding } from '../keys.ts'
import type { Words } from '../language/words.ts'
import { row, seg, type Row } from '../row.tsx'
import { fit } from '../width.ts'

const keyColumns = 22

interface HelpView {
  readonly words: Words
  /** Keys that would do nothing now are dim. */
  readonly valid: (binding: KeyBinding) => boolean
}

export function helpDialog({ words, valid }: HelpView): Dialog {
  return {
    title: words.help.title,
    rows: (typed) => helpRows({ words, valid }, typed.toLowerCase()),
    field: { label: words.help.filter, isEnough: () => false },
    choices: [leave(words.dialog.close)],
  }
}

function helpRows({ words, valid }: HelpView, filter: string): Row[] {
  const table: readonly KeyBinding[] = bindings
  return keyGroups.flatMap((group) => {
    const rows = table
      .filter((binding) => binding.group === group)
      .filter((binding) =>
        `${keyLabels(binding, words)} ${words.actions[binding.action]}`.toLowerCase().includes(filter),
      )
      .map((binding) => {
        const tone = valid(binding) ? 'plain' : 'dim'
        return row(
          seg(fit(`  ${keyLabels(binding, words)}`, keyColumns), tone),
          seg(words.actions[binding.action], tone),
        )
      })
    return rows.length > 0 ? [row(seg(words.help.groups[group], 'bold'))].concat(rows) : []
  })
}
