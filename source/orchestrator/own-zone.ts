// The time zone of this process, found as ICU finds it, but without ICU where the system says it in words.
import { existsSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

const zones = '/usr/share/zoneinfo'
const name = /^[A-Z][A-Za-z]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/
/** Names of UTC that the system uses; ICU says UTC for each. */
const utc = new Set(['Etc/UTC', 'Etc/UCT', 'Etc/Zulu', 'Etc/Universal', 'UCT', 'Zulu', 'Universal'])

/** IANA name of the zone that Date keeps. `variable`: TZ of this process's environment. `link`: the system's own choice. */
export function ownZone(variable: string | undefined, link = '/etc/localtime'): string {
  const said = variable === undefined ? linked(link) : variable
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
