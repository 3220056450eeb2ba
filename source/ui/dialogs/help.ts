// All keys and commands, from their tables; typing filters them.
import { leave, type Dialog } from './dialog.ts'
import { helpRows } from '../keys/help-rows.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import type { Scene } from '../app/scene.ts'
import { fit } from '../draw/width.ts'

const keyColumns = 22

/** What would do nothing now is dim. */
type HelpView = Pick<Scene, 'words' | 'whyNot'>

export function helpDialog({ words, whyNot }: HelpView): Dialog {
  return {
    title: words.help.title,
    rows: (typed) => shownRows({ words, whyNot }, typed.toLowerCase()),
    field: { label: words.help.filter, isEnough: () => false },
    choices: [leave(words.dialog.close)],
  }
}

function shownRows({ words, whyNot }: HelpView, filter: string): Row[] {
  const fitting = helpRows(words).filter(({ keys, does }) => `${keys} ${does}`.toLowerCase().includes(filter))
  return fitting.flatMap(({ group, keys, does, needsOneOf }, i): Row[] => {
    const acts = needsOneOf.length === 0 || needsOneOf.some((binding) => whyNot(binding) === null)
    const tone = acts ? 'plain' : 'dim'
    const shown = row(seg(fit(`  ${keys}`, keyColumns), tone), seg(does, tone))
    return group === fitting[i - 1]?.group ? [shown] : [row(seg(group, 'bold')), shown]
  })
}
