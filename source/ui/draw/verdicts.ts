// How a verdict is written: its word and its tone.
import type { Decision } from '../../views/overview.ts'
import type { Tone } from './tone.ts'

export const verdictTones: Record<Decision['verdict'], Tone> = { allow: 'plain', ask: 'warn', deny: 'bad' }
/** Upper case for what needs a person or stops something. */
export const verdictWord = (verdict: Decision['verdict']): string =>
  verdict === 'allow' ? verdict : verdict.toUpperCase()
