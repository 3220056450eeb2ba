// Reads what the journal has told since, and tells people: at least once, each notice with the same id.
import { basename } from 'node:path'
import { need } from '../core/failure.ts'
import type { Event } from '../core/event.ts'
import type { Notice } from '../core/notice.ts'
import type { NotifySettings } from '../core/notify-settings.ts'
import { journalStart, readJournal, type JournalPosition } from '../files/journal-reader.ts'
import type { Layout } from '../files/layout.ts'
import { currentHolder } from '../files/lock.ts'
import { loopsOf } from '../files/loops.ts'
import { deathOf, evolveNotices, noMemory, silenceOf, toldOf, type NoticeMemory } from '../views/notices.ts'
import { readRecord, writeRecord, type OutboxRecord, type Waiting } from './record.ts'
import { send, type NotTold, type Sender } from './send.ts'

export interface Outbox {
  readonly layout: Layout
  readonly path: string
  readonly settings: NotifySettings
  readonly sender: Sender
}

/** What came of a pass. */
export interface Passed {
  readonly sent: number
  /** Milliseconds to the next attempt; null when nothing waits. */
  readonly nextMs: number | null
  readonly isRunning: boolean
  readonly givenUp: readonly OutboxRecord['givenUp'][number][]
}

const longestWaitMs = 10 * 60_000
const keptGivenUp = 50

/** Reads on, puts what is to be told on disk, then makes every attempt that is due. */
export async function pass(outbox: Outbox): Promise<Passed> {
  const { path, settings } = outbox
  let record = collected(outbox)
  writeRecord(path, record)
  let sent = 0
  const before = record.givenUp
  const now = Date.now()
  for (const one of record.queue.filter(({ notBefore }) => notBefore <= now)) {
    const target = settings.targets[one.target]
    // Whoever is not in the settings any more is not told any more.
    const failed = target ? await send(target, one.notice, outbox.sender) : null
    if (target && failed === null) sent += 1
    record = afterAttempt(record, one, failed, settings)
    writeRecord(path, record)
  }
  const { queue } = record
  const next = Math.min(...queue.map(({ notBefore }) => notBefore))
  const isRunning = currentHolder(outbox.layout.lock) !== null
  const givenUp = record.givenUp.filter((one) => !before.includes(one))
  return { sent, nextMs: queue.length === 0 ? null : Math.max(0, next - Date.now()), isRunning, givenUp }
}

/** `failed` null: it arrived. */
function afterAttempt(
  record: OutboxRecord,
  one: Waiting,
  failed: NotTold | null,
  settings: NotifySettings,
): OutboxRecord {
  const rest = record.queue.filter((other) => other !== one)
  if (failed === null) return { ...record, queue: rest }
  if (failed.isFinal || one.attempts >= (settings.targets[one.target]?.retries ?? 0)) {
    const lost = { id: one.notice.id, target: one.target, ts: new Date().toISOString(), error: failed.why }
    return { ...record, queue: rest, givenUp: [...record.givenUp, lost].slice(-keptGivenUp) }
  }
  const notBefore = Date.now() + waitMs(one, settings)
  const later = { ...one, attempts: one.attempts + 1, error: failed.why, notBefore }
  return { ...record, queue: record.queue.map((other) => (other === one ? later : other)) }
}

const waitMs = ({ attempts }: Waiting, { retry_sec: first }: NotifySettings): number =>
  Math.min(longestWaitMs, first * 1000 * 2 ** attempts)

/** The record as it is when everything the journal tells is in it. */
function collected({ layout, path, settings }: Outbox): OutboxRecord {
  const known = readRecord(path)
  let memory: NoticeMemory = known?.memory ?? noMemory
  let position: JournalPosition = known?.position ?? journalStart
  let notices: Notice[] = []
  const take = (event: Event): void => {
    // Without a record nobody wants to hear of runs that are long over.
    if (known === null && event.type === 'run.started') notices = []
    const step = evolveNotices(memory, event)
    memory = step.memory
    if (step.notice) notices.push(step.notice)
  }
  const loops = loopsOf(layout)
  const current = loops.find(({ isCurrent }) => isCurrent)
  const archived = loops.find(({ id, isCurrent }) => !isCurrent && id === basename(memory.loop))
  if (memory.loop !== '' && current?.id !== memory.loop) {
    if (archived) need(readJournal(archived.journal, position, take))
    const died = deathOf(memory)
    if (died) notices.push(died)
    memory = noMemory
    position = journalStart
  }
  if (current) {
    // First who holds the lock, then what is written: a run that ends writes its end before it lets go.
    const isHeld = currentHolder(layout.lock) !== null
    const read = readJournal(current.journal, position, take)
    if (read.ok) position = read.value.end
    const odd = isHeld ? silenceOf(memory, Date.now(), settings.stalled_min) : deathOf(memory)
    if (odd) {
      notices.push(odd)
      memory = toldOf(memory, odd)
    }
  }
  const waiting = notices.flatMap((notice) =>
    settings.targets.flatMap(({ on }, target): Waiting[] =>
      on.some((event) => event === notice.event) ? [{ notice, target, attempts: 0, notBefore: 0, error: null }] : [],
    ),
  )
  return {
    v: 1,
    memory: { ...memory, told: [...memory.told] },
    position: { ...position },
    queue: [...(known?.queue ?? []), ...waiting],
    givenUp: known?.givenUp ?? [],
  }
}
