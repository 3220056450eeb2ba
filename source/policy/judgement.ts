// Verdicts in the words of the journal.
import type { Judgement } from '../core/state.ts'
import type { Hit } from './rules/evaluate.ts'
import { limits } from './limits.ts'

/** Part of the verdict: what runs because of the walls is held by them, also where a person answered for the rest. */
export function withHeld(judgement: Judgement, held: readonly Hit[]): Judgement {
  const [first] = held
  if (!first) return judgement
  const contained = [...new Set(held.map(({ rule, reason }) => `${rule}: ${reason}`))]
  if (judgement.verdict !== 'allow') return { ...judgement, contained }
  return { ...judgement, reason: 'contained', rule: 'contained', part: partOf(first), contained }
}

/** @param hits - the strictest first */
export function judgementOf(hits: readonly Hit[], defaultPlace: string): Judgement {
  const [first] = hits
  if (!first) throw new Error('a verdict without a hit')
  const asking = hits.filter(({ effect }) => effect === 'ask')
  const judgement = {
    verdict: first.effect,
    reason: `${first.rule}: ${first.reason || 'the rule hits'}`,
    matched: null,
    rule: first.rule,
    place: first.place || (first.rule === 'policy.default' ? defaultPlace : ''),
    part: partOf(first),
  }
  if (first.effect !== 'ask') return judgement
  const rules = [...new Set(asking.map(({ rule }) => rule))]
  return { ...judgement, rules, programs: [...new Set(asking.map(({ subject }) => subject.command.name ?? ''))] }
}

export const partOf = ({ subject }: Hit): string => subject.command.source.slice(0, limits.shown)
