// The runbook's files hold local times without a zone: YYYY-MM-DDTHH:MM:SS.ffffff.

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    const digits = '2-digit'
    format = new Intl.DateTimeFormat('en-CA-u-hc-h23', {
      timeZone: zone,
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    })
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
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  )
  const whole = `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}`
  const milliseconds = date.getUTCMilliseconds()
  return milliseconds === 0 ? whole : `${whole}.${String(milliseconds).padStart(3, '0')}000`
}
