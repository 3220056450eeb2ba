// Which snapshot is which: id -> the object of the store that holds it, as the journals of all loops tell it.
import { closeSync, readSync } from 'node:fs'
import { parseEvent, type Event, type ParsedEvent } from '../core/event.ts'
import type { Layout } from './layout.ts'
import { journalsOf } from './loops.ts'
import { isThere, openToRead } from './open-regular.ts'

const told = /"type":"(?:snapshot\.(?:made|pruned)|checkpoint\.made|(?:rollback|undo)\.(?:started|finished|takenBack))"/
const chunkBytes = 1 << 20

/**
 * Later facts count. What was begun and has no end counts while `restore.json` tells of it: else nothing was touched (its beginning
 * could not be kept), and there is nothing to undo. '' where what it was made for was taken back: nothing is to be undone then
 * either. Lines that are none of these are not even parsed.
 */
export function knownSnapshots(layout: Layout): Map<string, string> {
  const known = new Map<string, string>()
  const begun = new Map<string, string>()
  for (const journal of journalsOf(layout))
    eachLine(journal, (line) => {
      if (!told.test(line.slice(0, 300))) return
      const parsed = parseLine(line)
      if (parsed?.ok) take({ known, begun }, parsed.event)
    })
  if (isThere(layout.restore)) for (const [id, object] of begun) known.set(id, object)
  return known
}

/** Null for a torn line. */
function parseLine(line: string): ParsedEvent | null {
  try {
    return parseEvent(JSON.parse(line))
  } catch {
    return null
  }
}

interface Told {
  readonly known: Map<string, string>
  /** Rollbacks and undos without an end so far. */
  readonly begun: Map<string, string>
}

function take({ known, begun }: Told, event: Event): void {
  const learn = (id: string | undefined, object: string | undefined) => {
    if (id !== undefined && object !== undefined) known.set(id, object)
  }
  switch (event.type) {
    case 'snapshot.made':
      return learn(event.id, event.commit)
    case 'snapshot.pruned':
      for (const id of event.ids) known.delete(id)
      return
    case 'checkpoint.made':
      return learn(event.id, event.object)
    case 'rollback.started':
    case 'undo.started':
      if (event.savedObject !== undefined) begun.set(event.saved, event.savedObject)
      return
    case 'rollback.takenBack':
    case 'undo.takenBack':
      begun.delete(event.saved)
      return learn(event.saved, '')
    case 'rollback.finished':
    case 'undo.finished':
      learn(event.saved, event.savedObject ?? begun.get(event.saved))
      begun.delete(event.saved)
      return learn(event.found, event.foundObject)
    default:
  }
}

/** Whole lines, as text. */
export function eachLine(path: string, take: (line: string) => void): void {
  const descriptor = openToRead(path)
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    let rest = Buffer.alloc(0)
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      const data = Buffer.concat([rest, chunk.subarray(0, read)])
      const end = data.lastIndexOf(10)
      rest = Buffer.from(data.subarray(end + 1))
      for (const line of data.toString('utf8', 0, Math.max(0, end)).split('\n')) take(line)
    }
  } finally {
    closeSync(descriptor)
  }
}
