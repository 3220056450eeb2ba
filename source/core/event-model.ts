// Facts about model calls. Deltas are not journalled; the finished answer is.
import * as z from 'zod'
import { role, stepPlace } from './event-place.ts'

const text = z.string()
const count = z.int().min(0)
const tokens = z.object({ input: count, output: count, cached: count })
/** `round` counts re-prompts (json_retry), `attempt` calls within a round (api_retry); both from 1. */
const call = { ...stepPlace, role, round: z.int().min(1), attempt: z.int().min(1) } as const

export const failureKinds = [
  'auth',
  'rate limit',
  'overloaded',
  'timeout',
  'stalled',
  'cut',
  'malformed',
  'refused',
  'too long',
  'wrong shape',
  'cancelled',
  'connection',
  'invalid request',
  // The prompt; 'too long' is an answer that was cut at its limit.
  'prompt too long',
  // Nothing is left to spend: waiting does not help.
  'quota',
  // The server could not use what its model said; another try may do better.
  'sample failed',
] as const
export type FailureKind = (typeof failureKinds)[number]

export const modelEvents = {
  /** A call will be made again at `until` (UTC). */
  'model.retryPlanned': () => z.object({ ...call, waitMs: count, until: text }),
  /** A call is made. `askedBefore`: an earlier call of the same place was not answered before a crash. */
  'model.asked': () => z.object({ ...call, provider: text, model: text, prompt: text, askedBefore: z.boolean() }),
  'model.answered': () =>
    z.object({
      ...call,
      text,
      model: text,
      requestId: text.nullable(),
      latencyMs: count,
      /** As the server told it. */
      usage: tokens.nullable(),
      /** What is counted instead, where it told nothing or not all: the worst case. */
      charged: tokens.optional(),
      /** Of what is counted; null when the model has no price. */
      costUsd: z.number().min(0).nullable(),
    }),
  'model.failed': () =>
    z.object({
      ...call,
      kind: z.enum(failureKinds),
      message: text,
      status: z.int().nullable(),
      requestId: text.nullable(),
      isPermanent: z.boolean(),
      retryAfterMs: count.nullable(),
      latencyMs: count,
      /** The answer broke off, or was of no use, and is billed all the same: what the server told of it. */
      usage: tokens.optional(),
      /** What is counted instead, where it told nothing or not all: the worst case. */
      charged: tokens.optional(),
      costUsd: z.number().min(0).nullable().optional(),
    }),
  /** The answer held a reply of the role's shape. */
  'reply.accepted': () => z.object({ ...stepPlace, role, value: z.record(text, z.unknown()) }),
  /** It did not; `extracted` is the text that was read as JSON. */
  'reply.refused': () => z.object({ ...stepPlace, role, round: z.int().min(1), reason: text, extracted: text }),
} as const
