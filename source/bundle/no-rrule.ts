// In the place of rrule-temporal in the bundle: schedules are cron, and its table of repeating rules is 200 kB.

/** Called with `new`. */
export function RRuleTemporal(): never {
  throw new Error('a schedule is a cron expression here')
}
