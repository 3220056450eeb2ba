// What a row of the event list keeps of an event: all but the bulky fields, its texts cut.
import type { Event, EventOf, EventType } from '../core/event.ts'
import { head } from '../core/text.ts'

const bulky = {
  'loop.started': ['takeover'],
  'run.started': ['settings'],
  'run.recovered': ['tornText'],
  'payload.read': ['text'],
  'job.started': ['evidence'],
  'job.resumed': ['evidence'],
  'done.checked': ['written'],
  'rollback.started': ['written'],
  'rollback.finished': ['evidence'],
  'rollback.takenBack': ['evidence'],
  'undo.started': ['written'],
  'undo.finished': ['evidence'],
  'undo.takenBack': ['evidence'],
  'model.asked': ['prompt'],
  'model.answered': ['text'],
  'reply.accepted': ['value'],
  'reply.refused': ['extracted'],
  'command.finished': ['stdout', 'stderr', 'spill'],
} as const satisfies { [T in EventType]?: readonly (keyof EventOf<T>)[] }

/** An event without what would make a list of hundreds of them heavy. */
export type Brief = {
  [T in EventType]: T extends keyof typeof bulky ? Omit<EventOf<T>, (typeof bulky)[T][number]> : EventOf<T>
}[EventType]

/** Code points of a text that are kept. */
const keptText = 300

export function briefOf(event: Event): Brief {
  const left: readonly string[] = bulky[event.type as keyof typeof bulky] ?? []
  const brief: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(event))
    if (!left.includes(name)) brief[name] = typeof value === 'string' ? head(value, keptText) : value
  return brief as unknown as Brief
}
