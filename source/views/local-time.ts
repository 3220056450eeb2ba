// The runbook's files hold local times without a zone: YYYY-MM-DDTHH:MM:SS.ffffff.

/** The zone that this process's own Date keeps; '' until it is known. */
let ownZone = ''

/** Says which zone a Date of this process has: its times need no formatter, whose first use takes 11 MB for ever. */
export function knowOwnZone(zone: string): void {
  ownZone = zone
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = madeFor(isZone(zone) ? zone : 'UTC')
    formats.set(zone, format)
  }
  return format
}

/**
 * Local time of a UTC journal time in an IANA zone; the fraction is left out when it is 0. A text that is no UTC time
 * (from a root that was taken over) is local already and stays.
 */
export function localTime(ts: string, zone: string): string {
  if (!ts.endsWith('Z')) return ts
  const date = new Date(ts)
  const whole = zone === 'UTC' ? ts.slice(0, 19) : wholeSeconds(date, zone)
  const milliseconds = date.getUTCMilliseconds()
  return milliseconds === 0 ? whole : `${whole}.${String(milliseconds).padStart(3, '0')}000`
}

/** No zone has changed its offset within such a part of an hour since `firstQuarter`. Source: the tz database */
const quarterMs = 15 * 60_000
const firstQuarter = Date.UTC(2000, 0, 1) / quarterMs
const mostQuarters = 10_000
/** Zone and quarter -> milliseconds it was ahead of UTC: a summary has a time in each of its thousands of rows. */
const offsets = new Map<string, Map<number, number>>()

/** Of a zone that is an offset, as POSIX names one. */
const fixedOffset = /^([+-])(\d{2}):(\d{2})$/

function wholeSeconds(date: Date, zone: string): string {
  const time = date.getTime()
  const [, sign, hours, minutes] = fixedOffset.exec(zone) ?? []
  if (sign !== undefined) {
    const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000
    return new Date(sign === '+' ? time + ahead : time - ahead).toISOString().slice(0, 19)
  }
  const quarter = Math.floor(time / quarterMs)
  if (!(quarter >= firstQuarter)) return found(date, zone)
  let known = offsets.get(zone)
  if (!known || known.size > mostQuarters) offsets.set(zone, (known = new Map()))
  let offset = known.get(quarter)
  if (offset === undefined) {
    offset = Date.parse(`${found(date, zone)}Z`) - Math.floor(time / 1000) * 1000
    known.set(quarter, offset)
  }
  return new Date(time + offset).toISOString().slice(0, 19)
}

const found = (date: Date, zone: string): string => (zone === ownZone ? keptByDate(date) : formatted(date, zone))

/** A journal that another machine or hand wrote may name a zone that is none. */
function isZone(zone: string): boolean {
  try {
    madeFor(zone)
    return true
  } catch {
    return false
  }
}

function madeFor(zone: string): Intl.DateTimeFormat {
  const digits = '2-digit'
  return new Intl.DateTimeFormat('en-CA-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
  })
}

function formatted(date: Date, zone: string): string {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  )
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}`
}

function keptByDate(date: Date): string {
  const day = [date.getMonth() + 1, date.getDate()].map(twoDigits).join('-')
  return `${date.getFullYear()}-${day}T${[date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':')}`
}

const twoDigits = (n: number): string => String(n).padStart(2, '0')
