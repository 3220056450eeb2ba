// Answers to an open question that need a word: for the run, deny, deny and stop.
import type { Grant, Question } from '../../core/question.ts'
import type { Asked, Message, ScreenDialog } from '../app/message.ts'
import { clockTime } from '../draw/times.ts'
import { leave, type Choice } from './dialog.ts'
import { textRows } from './message.ts'
import type { Words } from '../words/words.ts'

export interface QuestionFacts {
  readonly words: Words
  /** Id of the loop that asks; questions are numbered anew in each. */
  readonly loop: string | null
  readonly question: Question
}

/** Empty means to the end of the run. */
const isMinutes = (typed: string) => /^\s*\d+\s*$/.test(typed) && Number(typed) > 0

export function allowRunDialog(facts: QuestionFacts): ScreenDialog {
  const { words, loop, question } = facts
  const rules = [...new Set(question.reasons.flatMap((reason) => reason.rules))]
  return {
    title: words.question.allowRunTitle,
    decides: true,
    rows: (_typed, columns) =>
      textRows(
        [...words.question.allowRunText(rules.join(' ')), `${words.dialog.sameAs}: tos approve --for-run`],
        columns,
      ),
    field: { label: words.question.minutes, isEnough: isMinutes, isOptional: true },
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.question.allowRun,
        gives(typed): Message {
          if (typed.trim() !== '' && !isMinutes(typed)) return { type: 'open', dialog: allowRunDialog(facts) }
          const minutes = typed.trim() === '' ? null : Number(typed)
          const asked: Asked = { kind: 'approve', question: question.question, scope: 'run', minutes }
          return { type: 'ask', loop, asked: [asked], told: words.asked.allow }
        },
      },
    ],
  }
}

/** The reason goes to the model. `because`: what was entered already. */
export function denyDialog({ words, loop, question }: QuestionFacts, isStopping: boolean, because = ''): ScreenDialog {
  return {
    title: isStopping ? words.question.denyStopTitle : words.question.denyTitle,
    decides: true,
    rows: (_typed, columns) =>
      textRows([...words.question.denyText(question.reasons.length), `${words.dialog.sameAs}: tos deny`], columns),
    field: {
      label: words.question.reason,
      typed: because,
      isEnough: (typed) => typed.trim() !== '',
      isOptional: true,
    },
    choices: [
      leave(words.dialog.cancel),
      {
        label: isStopping ? words.question.denyStop : words.question.deny,
        gives(typed): Message {
          const deny: Asked = { kind: 'deny', question: question.question, reason: typed.trim() }
          const asked: Asked[] = isStopping ? [deny, { kind: 'stop', when: 'step' }] : [deny]
          return { type: 'ask', loop, asked, told: words.asked.deny }
        },
      },
    ],
  }
}

/** What is open, each with its end; any of it can be taken back. */
export function grantsDialog(words: Words, loop: string | null, grants: readonly Grant[]): ScreenDialog {
  const revoking = (label: string, rules: readonly string[]): Choice<Message> => ({
    label,
    gives: () => ({ type: 'ask', loop, asked: [{ kind: 'revoke', rules }], told: words.asked.revoke }),
  })
  const named = [...new Set(grants.map(({ rule }) => rule))]
  const lines = grants.map(({ rule, program, until, by }) => {
    const what = program === undefined ? rule : `${rule} (${program})`
    return `${words.run.granted(what, until === null ? null : clockTime(until))}  ${by}`
  })
  return {
    title: words.question.grantsTitle,
    decides: true,
    rows: (_typed, columns) =>
      textRows([...lines, '', ...words.question.grantsText, `${words.dialog.sameAs}: tos approve --revoke`], columns),
    choices: [
      leave(words.dialog.close),
      ...named.map((rule) => revoking(words.question.revoke(rule), [rule])),
      ...(named.length > 1 ? [revoking(words.question.revokeAll, [])] : []),
    ],
  }
}
