// What becomes of a verdict that asks: the ruling on a command, grants, and whether a question still stands.
import type { Approval, AskReason, Grant, Question } from './question.ts'
import type { CommandState, Judgement, StepState } from './state.ts'

type Ruled = Pick<CommandState, 'judged' | 'approval'>

/** The policy's verdict, with an ask replaced by its answer; null before the command was judged. */
export function rulingOf({ judged, approval }: Ruled): Judgement['verdict'] | null {
  if (!judged || judged.verdict === 'deny') return judged?.verdict ?? null
  // A person's no stands, even where changed rules would not ask any more.
  if (approval?.answer === 'deny') return 'deny'
  return judged.verdict === 'ask' && approval ? approval.answer : judged.verdict
}

/** Why the command may run or not, with the person who decided. */
export function rulingReason({ judged, approval }: Ruled): string {
  const reason = judged?.reason ?? ''
  if (!approval || judged?.verdict === 'deny') return reason
  if (approval.answer === 'deny') return `denied by ${approval.by}${approval.reason ? `: ${approval.reason}` : ''}`
  return `${reason} (allowed${approval.scope === 'run' ? ' for this run' : ''} by ${approval.by})`
}

/** Every rule that asks about a command. */
const askingRules = ({ rules, rule }: Judgement): readonly string[] => rules ?? [rule]

const isWithin = (rules: readonly string[], known: readonly string[]): boolean =>
  rules.every((rule) => known.includes(rule))

/** What stands of earlier answers when a command is judged (again), at `ts` (UTC). */
export function standingApproval(before: Approval | null, judged: Judgement, grants: readonly Grant[], ts: string) {
  if (before?.answer === 'deny') return before
  if (judged.verdict !== 'ask') return null
  const rules = askingRules(judged)
  if (before?.via === 'answer' && isWithin(rules, before.rules)) return before
  return grantedApproval(judged, grants, ts)
}

/** Does a grant speak of the programs that a command is asked about for? */
const isForPrograms = ({ program }: Grant, { programs }: Judgement): boolean =>
  program === undefined || (programs !== undefined && programs.every((name) => name === program))

export const isOpenGrant = ({ until }: Grant, ts: string): boolean => until === null || ts <= until

/** A grant is for named rules, all of them, and while it holds. */
function grantedApproval(judged: Judgement, grants: readonly Grant[], ts: string): Approval | null {
  const rules = askingRules(judged)
  const holding = grants.filter((grant) => grant.rule !== '' && isOpenGrant(grant, ts) && isForPrograms(grant, judged))
  const first = holding.find(({ rule }) => rules.includes(rule))
  const granted = holding.map(({ rule }) => rule)
  if (!first || !isWithin(rules, granted)) return null
  const { question, by } = first
  return { answer: 'allow', scope: 'run', via: 'grant', question, rules, reason: '', by }
}

/** The commands that wait for a person, each with all that asks. */
export function openAsks({ commands }: StepState): AskReason[] {
  return commands.flatMap((entry, index) =>
    entry.status === 'waiting' && entry.judged && rulingOf(entry) === 'ask'
      ? [{ index, rules: [...askingRules(entry.judged)], reason: entry.judged.reason }]
      : [],
  )
}

/** Does a question still ask about exactly what waits? Unknown while commands are being judged again. */
export function stillStands(question: Question, step: StepState): boolean {
  if (step.commands.some(({ judged }) => !judged)) return true
  const asks = openAsks(step)
  const isSame = ({ index, rules }: AskReason, other: AskReason | undefined) =>
    other?.index === index && isWithin(rules, other.rules) && isWithin(other.rules, rules)
  return asks.length === question.reasons.length && asks.every((ask, i) => isSame(ask, question.reasons[i]))
}

/** A question whose time ran out while nothing could act on it is put anew instead of ending the run at once. */
export const isTimely = ({ expiresAt }: Question, ts: string): boolean => expiresAt === null || ts < expiresAt
