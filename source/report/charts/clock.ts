// Local time for charts: moments of a zone as if they were UTC, so that every machine draws the same ticks.
import { localTime } from '../../views/local-time.ts'

/** Milliseconds since the epoch of a UTC text, moved to the zone's wall clock; a text without a zone is local already. */
export function wallClock(zone: string): (ts: string) => number {
  // The offset changes twice a year: asked for once an hour.
  const offsets = new Map<number, number>()
  return (ts) => {
    const at = Date.parse(ts.endsWith('Z') ? ts : `${ts}Z`)
    if (Number.isNaN(at) || !ts.endsWith('Z')) return at || 0
    const hour = Math.floor(at / 3_600_000)
    let offset = offsets.get(hour)
    if (offset === undefined) {
      const whole = new Date(hour * 3_600_000).toISOString()
      offset = Date.parse(`${localTime(whole, zone).slice(0, 19)}Z`) - hour * 3_600_000
      offsets.set(hour, offset)
    }
    return at + offset
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** `fine`: with seconds. */
export function clockText(wall: number, fine: boolean): string {
  const date = new Date(wall)
  const minutes = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  return fine ? `${minutes}:${two(date.getUTCSeconds())}` : minutes
}

export const dayText = (wall: number): string => new Date(wall).toISOString().slice(0, 10)
