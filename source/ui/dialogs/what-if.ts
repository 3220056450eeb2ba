// What if: a command is typed, the policy says what it would say of it. Nothing runs; it can be asked again and again.
import type { Result } from '../../core/failure.ts'
import type { ScreenDialog } from '../app/message.ts'
import type { Judged, JudgedCommand } from '../app/session-ports.ts'
import { leave } from './dialog.ts'
import { blank, type Row } from '../draw/row.tsx'
import type { Words } from '../words/words.ts'
import { verdictRows } from './details.ts'
import { failedRows, textRows } from './message.ts'

interface Answer {
  readonly code: string
  readonly judged: Result<Judged>
}

/** With an answer it shows that, and its command can be changed and asked about anew. */
export function whatIfDialog(words: Words, type: JudgedCommand['type'], answer: Answer | null = null): ScreenDialog {
  return {
    title: words.policy.whatIfTitle,
    rows: (_typed, columns) => [
      ...(answer === null
        ? textRows(words.policy.whatIfText, columns)
        : [...answerRows(words, answer, columns), blank, ...textRows([`$ ${answer.code}`], columns)]),
      blank,
      ...textRows([`${words.dialog.sameAs}: tos policy check --type ${type} -- CMD`], columns, 'dim'),
    ],
    field: {
      label: words.policy.command(type),
      typed: answer?.code ?? '',
      isEnough: (typed) => typed.trim() !== '',
    },
    choices: [leave(words.dialog.close), { label: words.policy.judge, gives: (code) => ({ type: 'judge', code }) }],
  }
}

const answerRows = (words: Words, { judged }: Answer, columns: number): Row[] =>
  judged.ok ? verdictRows(words, judged.value, columns) : failedRows(words, judged.failure, columns)
