// All keys and commands, from their tables; typing filters them.
import { leave, type Dialog } from './dialog.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import { fit } from '../draw/width.ts'
import type { Words } from '../words/words.ts'

const keyColumns = 22

export interface HelpEntry {
  readonly group: string
  readonly keys: string
  readonly does: string
  /** What would do nothing now is dim. */
  readonly acts: boolean
}

export function helpDialog(words: Words, entries: readonly HelpEntry[]): Dialog<never> {
  return {
    title: words.help.title,
    rows: (typed) => shownRows(entries, typed.toLowerCase()),
    field: { label: words.help.filter, isEnough: () => false },
    choices: [leave(words.dialog.close)],
  }
}

function shownRows(entries: readonly HelpEntry[], filter: string): Row[] {
  const fitting = entries.filter(({ keys, does }) => `${keys} ${does}`.toLowerCase().includes(filter))
  return fitting.flatMap(({ group, keys, does, acts }, i): Row[] => {
    const tone = acts ? 'plain' : 'dim'
    const shown = row(seg(fit(`  ${keys}`, keyColumns), tone), seg(does, tone))
    return group === fitting[i - 1]?.group ? [shown] : [row(seg(group, 'bold')), shown]
  })
}
