// Times as people read them on the screen, in this terminal's zone.

const pad = (n: number) => String(n).padStart(2, '0')

/** HH:MM:SS of a UTC journal time; a text that is no time stays. */
export function clockTime(ts: string): string {
  const date = new Date(ts)
  if (Number.isNaN(date.getTime())) return ts
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':')
}

/** YYYY-MM-DD HH:MM of a UTC journal time. */
export function dayAndTime(ts: string): string {
  const date = new Date(ts)
  if (Number.isNaN(date.getTime())) return ts
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-')
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** H:MM:SS of milliseconds. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}

/** 31s, 2m05s or 1h12m of milliseconds. */
export function shortDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds}s`
  return minutes < 60 ? `${minutes}m${pad(seconds % 60)}s` : `${Math.floor(minutes / 60)}h${pad(minutes % 60)}m`
}

export interface AgeWords {
  readonly now: string
  readonly minutes: (n: number) => string
  readonly hours: (n: number) => string
  readonly days: (n: number) => string
}

/** How long ago, in the largest unit that fits. */
export function age(ms: number, words: AgeWords): string {
  const minutes = Math.floor(ms / 60_000)
  if (!Number.isFinite(minutes) || minutes < 1) return words.now
  if (minutes < 60) return words.minutes(minutes)
  return minutes < 48 * 60 ? words.hours(Math.floor(minutes / 60)) : words.days(Math.floor(minutes / 1440))
}
