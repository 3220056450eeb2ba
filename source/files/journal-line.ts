// An event as a line of the journal.
import { parseEvent, type Event } from '../core/event.ts'

/** A line that could not be read back must never be written. */
export function checkedEvent(event: object): Event {
  const parsed = parseEvent(event)
  if (!parsed.ok) throw new Error(`this is no event: ${parsed.reason}`)
  return event as Event
}

/** JSON with every control character escaped, so that a journal can be shown on any terminal. */
export const lineOf = (event: Event): string =>
  JSON.stringify(event).replaceAll(
    /[\u007F-\u009F\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
