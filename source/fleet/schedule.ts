// When a loop comes again by itself: a line of cron in a named time zone, and which of its moments nobody was there for.
import { CronExpressionParser } from 'cron-parser'
import { causeOf, exitCodes, fail, succeed, type Result } from '../core/failure.ts'

export interface Rhythm {
  /** Five fields, as in a crontab. */
  readonly cron: string
  /** As the time zone database has it: `Europe/Berlin`. */
  readonly zone: string
}

/** A loop that is submitted again and again, as it was when the schedule was made. */
export interface Schedule extends Rhythm {
  /** `s-0001` */
  readonly name: string
  readonly project: string
  readonly team: string
  readonly by: string
  /** UTC. */
  readonly next: string
  /** When it last came due, UTC, and the loop that it made; null: none, its project was in the queue still. */
  readonly last: string | null
  readonly lastLoop: string | null
  /** Moments that made no loop: no worker was there in time, or the project was in the queue still. */
  readonly missed: number
}

/** More moments than this are not counted one by one. */
const counted = 1000

/** Fields of a crontab, names of months and days among them; neither chance (H) nor seconds. */
const fields = /^[\d*,/\-A-Z]+(?: +[\d*,/\-A-Z]+){4}$/i

export function parseRhythm(cron: string, zone: string): Result<Rhythm> {
  const wrong = (what: string, remedy: string) => fail({ what, remedy, exitCode: exitCodes.usage })
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return wrong(`'${zone.slice(0, 60)}' is no time zone`, 'name one like Europe/Berlin, or UTC')
  }
  const line = cron.trim().replaceAll(/\s+/g, ' ')
  const remedy = "write five fields as in a crontab, like '0 2 * * 1-5': minute, hour, day, month, day of the week"
  if (!fields.test(line) || /(?:^|[ ,])H/i.test(line)) return wrong(`'${cron.slice(0, 60)}' is no schedule`, remedy)
  try {
    nextAfter({ cron: line, zone }, new Date())
    return succeed({ cron: line, zone })
  } catch (error) {
    return wrong(`'${line.slice(0, 60)}' is no schedule (${causeOf(error)})`, remedy)
  }
}

/** @throws for one that never comes */
export const nextAfter = ({ cron, zone }: Rhythm, after: Date): Date =>
  CronExpressionParser.parse(cron, { currentDate: after, tz: zone }).next().toDate()

/** What came due since `next`, `next` included, and the first moment behind `now`. */
export function dueSince(rhythm: Rhythm, next: Date, now: Date): { readonly count: number; readonly next: Date } {
  let count = 0
  let at = next
  while (at <= now && count < counted) {
    count += 1
    at = nextAfter(rhythm, at)
  }
  return { count, next: at <= now ? nextAfter(rhythm, now) : at }
}
