// The journalled facts: every line of logs/journal.ndjson is one of these, and nothing else ever happened.
import * as z from 'zod'
import { approvalEvents } from './event-approval.ts'
import { checkpointEvents } from './event-checkpoint.ts'
import { commandEvents, type command } from './event-command.ts'
import { loopEvents, usageField } from './event-loop.ts'
import { modelEvents } from './event-model.ts'
import { stepPlace } from './event-place.ts'

const text = z.string()

const stepEvents = {
  /** A step begins; `attempt` counts from 1 and rises when a failed step is done again. */
  'step.started': () => z.object({ ...stepPlace, attempt: z.int().min(1) }),
  /** The tool's own look at the evidence; `results` has one entry per configured check. */
  'done.checked': () =>
    z.object({
      ...stepPlace,
      isDone: z.boolean(),
      results: z.array(z.object({ check: text, holds: z.boolean(), reason: text })),
      /** A mark of the working tree's content, where `limits.no_progress_steps` wants one. */
      tree: text.optional(),
      /** Contents of the checks' files that the job wrote and that were not seen before. */
      written: z.record(text, text).optional(),
    }),
  /** A step ends. `reason` is the runbook's done_reason; `detail` adds the cause of a failure. */
  'step.finished': () =>
    z.object({
      ...stepPlace,
      phase: z.enum(['done', 'execute', 'deny', 'rejected', 'fatal_error', 'max_steps_reached', 'job_loop_complete']),
      reason: text,
      error: text.nullable(),
      detail: text.nullable(),
      isStopped: z.boolean(),
      ...usageField,
    }),
} as const

/**
 * Event type -> maker of the schema of its own fields (without the envelope `v seq ts type`). Made when the first line
 * of its type is read: all of them together take longer than a screen.
 */
export const eventSchemas = {
  ...loopEvents,
  ...modelEvents,
  ...stepEvents,
  ...commandEvents,
  ...approvalEvents,
  ...checkpointEvents,
} as const

export type EventType = keyof typeof eventSchemas
/** What happened, before the journal gives it a number and a time. */
export type Fact = { [T in EventType]: { type: T } & z.infer<ReturnType<(typeof eventSchemas)[T]>> }[EventType]
/** A journal line: `seq` counts from 1 without gaps within a loop, `ts` is UTC with milliseconds. */
export type Event = Fact & { v: 1; seq: number; ts: string }
export type FactOf<T extends EventType> = Extract<Fact, { type: T }>
export type EventOf<T extends EventType> = Extract<Event, { type: T }>
export type Command = z.infer<typeof command>

const lineSchema = (type: EventType): z.ZodType => {
  const envelope = { v: z.literal(1), seq: z.int().min(1), ts: z.iso.datetime({ precision: 3 }), type: z.literal(type) }
  return eventSchemas[type]().extend(envelope)
}
const isEventType = (type: unknown): type is EventType => typeof type === 'string' && Object.hasOwn(eventSchemas, type)
const made = new Map<EventType, z.ZodType>()

function schemaOf(type: EventType): z.ZodType {
  const known = made.get(type)
  if (known) return known
  const schema = lineSchema(type)
  made.set(type, schema)
  return schema
}

export type ParsedEvent = { ok: true; event: Event } | { ok: false; reason: string }

/** Checks one parsed journal line; fields it does not know (later versions) are dropped. An unknown type or a missing field is a reason, never a throw. */
export function parseEvent(value: unknown): ParsedEvent {
  const type = (value as { type?: unknown } | null)?.type
  if (!isEventType(type)) return { ok: false, reason: `unknown event type ${JSON.stringify(type) ?? 'none'}` }
  const parsed = schemaOf(type).safeParse(value)
  if (parsed.success) return { ok: true, event: parsed.data as Event }
  const [issue] = parsed.error.issues
  return { ok: false, reason: `${type}: ${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'invalid'}` }
}

/** JSON Schema of a journal line, published as config/schema/events.v1.json. */
export function eventJsonSchema(): object {
  const union = z.union(Object.keys(eventSchemas).filter(isEventType).map(lineSchema))
  return { title: 'tos-tui journal line, version 1', ...z.toJSONSchema(union, { io: 'input' }) }
}
