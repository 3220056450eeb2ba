// The clock of a run: limits, deadlines and the order of events do not follow when somebody sets the clock of the machine.
import { uptime } from 'node:os'

/** Milliseconds the day's clock may go apart from the time that passed: it is corrected in small steps all the time. */
const correctedMs = 60_000
/** And so much more of the time that passed. */
const drift = 0.001

export interface Times {
  /** Milliseconds since the epoch, as the day's clock says. */
  readonly day: () => number
  /** Milliseconds since the start of the machine, its sleep included; nobody can set it. */
  readonly passed: () => number
}

/** Milliseconds of work for which the clock that stands still while the machine sleeps is believed: it costs no file to read. */
const believedMs = 1000

/** The time since the start of the machine, read anew now and then. */
export function sinceStart(awake: () => number, started: () => number): () => number {
  let read = { awake: awake(), passed: started() }
  return () => {
    const now = awake()
    if (now - read.awake >= believedMs) read = { awake: now, passed: started() }
    return read.passed + now - read.awake
  }
}

const ofTheSystem = (): Times => ({
  day: () => Date.now(),
  passed: sinceStart(
    () => performance.now(),
    () => uptime() * 1000,
  ),
})

/**
 * The day's clock while it goes with the time that passes; else what it said at first, and the time since. Never goes
 * back. A process that only does one thing needs none.
 */
export function steadyClock({ day, passed }: Times = ofTheSystem()): () => Date {
  const [firstDay, firstPassed] = [day(), passed()]
  let last = firstDay
  return () => {
    const since = passed() - firstPassed
    const said = day()
    const isSet = Math.abs(said - firstDay - since) > correctedMs + since * drift
    last = Math.max(last, isSet ? firstDay + since : said)
    return new Date(last)
  }
}
