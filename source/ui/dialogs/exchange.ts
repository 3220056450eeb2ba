// What the models were asked in a step and what they said: the differences first, then prompts and replies as they were.
import { roles, type Role } from '../../core/event-place.ts'
import type { StepState } from '../../core/state.ts'
import { draftChanges, draftedCodes, type ChangedCommand } from '../../views/draft-changes.ts'
import { blank, row, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import type { Words } from '../words/words.ts'
import { leave, type Dialog } from './dialog.ts'
import { textRows } from './message.ts'

/** Characters of a prompt or a reply that are shown; the journal has them all. */
const mostCharacters = 100_000

export const exchangeDialog = (words: Words, step: StepState): Dialog<never> => ({
  title: words.exchange.title,
  rows: (_typed, columns) => [
    ...changeRows(words, step, columns),
    ...roles.flatMap((role) => roleRows(words, step, role, columns)),
  ],
  choices: [leave(words.dialog.close)],
})

const signs: Readonly<Record<ChangedCommand['change'], readonly [sign: string, tone: Tone]>> = {
  kept: ['  ', 'plain'],
  'left out': ['- ', 'bad'],
  'brought in': ['+ ', 'good'],
}

/** The reviewer's words on top, then who changed what. */
function changeRows(words: Words, { calls, commands }: StepState, columns: number): Row[] {
  const review = calls.review.value?.['review']
  const said =
    typeof review === 'string' && review !== '' ? textRows([`${words.stages.review}: ${review}`], columns) : []
  if (!calls.draft.value || !calls.final.value) return said.length > 0 ? [...said, blank] : []
  // What was decided is what is run, however the final reply says so.
  const decided = commands.map(({ command }) => command.code)
  const changes = draftChanges(draftedCodes(calls.draft.value), decided)
  const title = changes.every(({ change }) => change === 'kept') ? words.exchange.same : words.exchange.changed
  return [
    ...said,
    row(seg(title, 'bold')),
    ...changes.flatMap(({ code, change }) => {
      const [sign, tone] = signs[change]
      return textRows([code], columns - sign.length, tone).map((content, i) =>
        row(seg(i === 0 ? sign : '  ', tone)).concat(content),
      )
    }),
    blank,
  ]
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
