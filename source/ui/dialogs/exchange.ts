// What the models were asked in a step and what they said: the differences first, then prompts and replies as they were.
import { roles, type Role } from '../../core/event-place.ts'
import type { StepState } from '../../core/state.ts'
import { codesIn } from '../../views/draft-changes.ts'
import { blank, row, seg, type Row } from '../draw/row.tsx'
import type { Words } from '../words/words.ts'
import { leave, type Dialog } from './dialog.ts'
import { draftRows } from './exchange-columns.ts'
import { textRows } from './message.ts'

/** Characters of a prompt or a reply that are shown; the journal has them all. */
const mostCharacters = 100_000

export const exchangeDialog = (words: Words, step: StepState): Dialog<never> => ({
  title: words.exchange.title,
  isWide: true,
  rows: (_typed, columns) => [
    ...changeRows(words, step, columns),
    ...roles.flatMap((role) => roleRows(words, step, role, columns)),
  ],
  choices: [leave(words.dialog.close)],
})

/** The reviewer's words on top, then who changed what. */
function changeRows(words: Words, { calls, commands }: StepState, columns: number): Row[] {
  const { draft, review, final } = calls
  const text = review.value?.['review']
  const isRejected = review.value?.['approval'] === false
  const said =
    typeof text === 'string' && text !== ''
      ? textRows([`${words.stages.review}: ${text}`], columns, isRejected ? 'bad' : 'plain')
      : []
  if (!draft.value || !final.value) return said.length > 0 ? [...said, blank] : []
  const title = (role: Role) => `${words.stages[role]}  ${calls[role].model}`
  const drafts = {
    titles: { draft: title('draft'), review: title('review'), final: title('final') },
    draft: codesIn(draft.value, 'commands'),
    review: review.value ? codesIn(review.value, 'improved_commands') : [],
    // What was decided is what is run, however the final reply says so.
    final: commands.map(({ command }) => command.code),
  }
  return [...said, ...(said.length > 0 ? [blank] : []), ...draftRows(words, drafts, columns), blank]
}

function roleRows(words: Words, { calls }: StepState, role: Role, columns: number): Row[] {
  const { prompt, raw, model, round } = calls[role]
  if (prompt === null && raw === null) return []
  const part = (title: string, text: string | null): Row[] =>
    text === null ? [] : [row(seg(`-- ${title}`, 'dim')), ...textRows([text.slice(0, mostCharacters)], columns)]
  return [
    row(seg(`${words.stages[role]}  ${model}${round > 1 ? `  ${words.exchange.round(round)}` : ''}`, 'bold')),
    ...part(words.exchange.prompt, prompt),
    ...part(words.exchange.reply, raw),
    blank,
  ]
}
