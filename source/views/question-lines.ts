// The open question in lines: which commands wait, why, and how to answer.
import { printableLine } from '../core/printable.ts'
import type { State } from '../core/state.ts'
import { head } from '../core/text.ts'

/** Empty without an open question. */
export function questionLines({ step }: State): string[] {
  const question = step?.question
  if (!step || !question) return []
  const asked = question.reasons.flatMap(({ index, rules, reason }) => {
    const code = printableLine(head(step.commands[index]?.command.code ?? '', 200))
    const named = rules.filter(Boolean).join(', ')
    return [`  ? ${code}`, `    ${reason}${named ? ` (${named})` : ''}`]
  })
  const until = question.expiresAt === null ? '' : `, until ${question.expiresAt}`
  return [`question ${question.question}: answer with 'tos approve' or 'tos deny'${until}`, ...asked]
}
