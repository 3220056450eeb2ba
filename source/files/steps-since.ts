// Which snapshots of steps count for an undo: those since the last rollback or undo, without those of the test behind it.
import { parseEvent, type Event } from '../core/event.ts'
import { eachLine, knownSnapshots } from './known-snapshots.ts'
import type { Layout } from './layout.ts'
import { isThere } from './open-regular.ts'

const told = /"type":"(?:run\.started|snapshot\.made|(?:rollback|undo)\.finished)"/

/**
 * `last`: what was saved before the last rollback or undo; null when there was none. The test that follows a rollback
 * belongs to it: what its steps did goes with the rollback, until another run has begun.
 */
export function stepsSince(layout: Layout, last: string | null): ReadonlySet<string> {
  const ids = [...knownSnapshots(layout).keys()]
  // Of a store older than the journal: nothing is known to have come since.
  const since = last === null ? ids : ids.includes(last) ? ids.slice(ids.indexOf(last) + 1) : []
  const tested = last === null ? new Set<string>() : ofTheTest(layout)
  return new Set(since.filter((id) => id.startsWith('s-') && !tested.has(id)))
}

/** The test archives the loop and begins a journal of its own, or goes on in this one. */
function ofTheTest({ journal }: Layout): Set<string> {
  const ids = new Set<string>()
  if (!isThere(journal)) return ids
  let isTest = false
  let isBehind = true
  eachLine(journal, (line) => {
    const event = told.test(line.slice(0, 300)) ? eventIn(line) : null
    if (event?.type === 'rollback.finished' || event?.type === 'undo.finished') isBehind = true
    if (event?.type === 'run.started') {
      isTest = isBehind && event.mode === 'test'
      isBehind = isTest
    }
    if (event?.type === 'snapshot.made' && isTest) ids.add(event.id)
  })
  return ids
}

/** Null for a torn line. */
function eventIn(line: string): Event | null {
  try {
    const parsed = parseEvent(JSON.parse(line))
    return parsed.ok ? parsed.event : null
  } catch {
    return null
  }
}
