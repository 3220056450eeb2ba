// Facts about asking a person: one question for all of a step that must be asked, one answer or none.
import * as z from 'zod'
import { stepPlace } from './event-place.ts'

const text = z.string()
/** `question` counts in the loop from 1. */
const question = { ...stepPlace, question: z.int().min(1) } as const

/** Why a command is asked about: all rules that ask, and the sentence of the verdict. */
const askReason = z.object({ index: z.int().min(0), rules: z.array(text), reason: text })
export type AskReason = z.infer<typeof askReason>

export const approvalEvents = {
  /** Nothing of the step runs before the answer. `expiresAt` is UTC, null: the run waits for ever. */
  'approval.asked': () =>
    z.object({
      ...question,
      /** Indexes of the commands that wait, in order. */
      commands: z.array(z.int().min(0)).min(1),
      /** One entry per command. */
      reasons: z.array(askReason),
      expiresAt: text.nullable(),
    }),
  /** The first answer. `until` (UTC) ends a grant for the run; null: it holds for the rest of the run. */
  'approval.answered': () =>
    z.object({
      ...question,
      answer: z.enum(['allow', 'deny']),
      scope: z.enum(['once', 'run']),
      until: text.nullable(),
      reason: text,
      by: text,
    }),
  /** A person allows what these rules ask about for the rest of the run, without a question having been put. */
  'approval.granted': () =>
    z.object({
      rules: z.array(text).min(1),
      /** Only for commands that ask because of this program; null: for all. */
      program: text.nullable(),
      until: text.nullable(),
      by: text,
    }),
  /** Grants that end before their time; empty: all of the run. */
  'approval.revoked': () => z.object({ rules: z.array(text), by: text }),
  /** Nobody answered in time: not a denial, an outcome of its own. */
  'approval.expired': () => z.object(question),
} as const
