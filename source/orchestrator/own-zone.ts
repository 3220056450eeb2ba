// The time zone of this process, found as ICU finds it, but without ICU where the system says it in words.
import { existsSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

const zones = '/usr/share/zoneinfo'
const name = /^[A-Z][A-Za-z]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/
/** Names of UTC that the system uses; ICU says UTC for each. */
const utc = new Set(['Etc/UTC', 'Etc/UCT', 'Etc/Zulu', 'Etc/Universal', 'UCT', 'Zulu', 'Universal'])

/** `JST-9`, `<+0530>-5:30`: a name of POSIX, and hours and minutes that are counted to the west. */
const posix = /^(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)([+-]?)(\d{1,2})(?::(\d{2}))?$/

/**
 * The zone of this process, as an IANA name or as `+09:00`. `variable`: TZ of this process's environment. `link`: the system's
 * own choice.
 */
export function ownZone(variable: string | undefined, link = '/etc/localtime'): string {
  const said = variable === undefined ? linked(link) : variable
  const [, sign, hours, minutes = '00'] = posix.exec(said ?? '') ?? []
  if (hours !== undefined) {
    const offset = `${hours.padStart(2, '0')}:${minutes}`
    return offset === '00:00' ? 'UTC' : `${sign === '-' ? '+' : '-'}${offset}`
  }
  if (said === null || !name.test(said) || !existsSync(join(zones, said))) return askedOfIcu()
  return utc.has(said) ? 'UTC' : said
}

function askedOfIcu(): string {
  const { timeZone: zone }: { timeZone?: string } = Intl.DateTimeFormat().resolvedOptions()
  // What an empty or a wrong TZ comes to; Date keeps UTC then, and no formatter takes this name.
  return zone === undefined || zone === 'Etc/Unknown' ? 'UTC' : zone
}

function linked(link: string): string | null {
  try {
    return readlinkSync(link).split('/zoneinfo/')[1] ?? null
  } catch {
    // A file instead of a link, or nothing.
    return null
  }
}
