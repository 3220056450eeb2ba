// The policy's verdict on one command, as the journal tells it.
import type { EventOf } from './event.ts'

export interface Judgement {
  readonly verdict: 'allow' | 'ask' | 'deny'
  readonly reason: string
  readonly matched: string | null
  readonly rule: string
  readonly place: string
  readonly part: string
  /** It may use the network; git writes in it, as its text says. */
  readonly usesNetwork?: boolean
  readonly writesGit?: boolean
  /** All rules that ask; without it `rule` alone. */
  readonly rules?: string[]
  /** Names of the programs that are asked about. */
  readonly programs?: string[]
  /** Why it would have been asked about, had the sandbox and the snapshots not answered for it. */
  readonly contained?: string[]
}

/** What the verdict says; how the command may run (network, contained) is part of it. */
export function judgementOf(event: EventOf<'command.judged'>): Judgement {
  const { verdict, reason, matched, rule, place, part, rules, programs, usesNetwork, writesGit, contained } = event
  return {
    verdict,
    reason,
    matched,
    rule,
    place,
    part,
    ...(rules && { rules }),
    ...(programs && { programs }),
    ...(usesNetwork && { usesNetwork }),
    ...(writesGit && { writesGit }),
    ...(contained && { contained }),
  }
}
