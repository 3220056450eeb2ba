// How loops stand, as the database has them; a lease that was not renewed in time holds nothing.
import type pg from 'pg'
import * as z from 'zod'
import { exitCodes, type Failure } from '../../core/failure.ts'
import type { QueuedLoop } from '../submission.ts'
import { loopColumns, loopRow, queuedOf } from './rows.ts'
import { queueName } from './schema.ts'

const isOverdue = `(l.state = 'running' and not exists (
  select 1 from pgboss.job as j where j.name = '${queueName}' and j.id = l.job and j.state = 'active'
  and j.retry_count = l.retry and j.heartbeat_on + j.heartbeat_seconds * interval '1 second' > clock_timestamp()
))`

/** In the order of submission. `where` speaks of `l`; `tell` hears of a row that cannot be read. */
export async function readLoops(
  pool: pg.Pool,
  where: string,
  values: readonly unknown[],
  tell: (failure: Failure) => void = () => undefined,
): Promise<QueuedLoop[]> {
  const { rows } = await pool.query(
    `select ${loopColumns}, case when ${isOverdue} then 'lost' else l.state end as state
     from tos.loop as l where ${where} order by l.number`,
    [...values],
  )
  return rows.flatMap((row: unknown) => {
    const parsed = loopRow.safeParse(row)
    if (parsed.success) return [queuedOf(parsed.data)]
    tell(strangeRow(row))
    return []
  })
}

/** As the index of open loops has it. */
const isOpen = `state not in ('ended', 'poisoned')`
/** A change is on record a little after the time it tells. */
const overlap = `interval '10 seconds'`
/** Loops that ended, of which a first look tells. */
const mostEnded = 200

export async function readChanged(pool: pg.Pool, since: string): Promise<{ loops: QueuedLoop[]; at: string }> {
  const { rows } = await pool.query('select clock_timestamp()::text as at')
  const [{ at }] = z.tuple([z.object({ at: z.string() })]).parse(rows)
  const loops =
    since === ''
      ? await readLoops(
          pool,
          `l.number in (
             select number from tos.loop where ${isOpen}
             union all (select number from tos.loop where not ${isOpen} order by at desc limit ${mostEnded}))`,
          [],
        )
      : // A lease runs out without a change.
        await readLoops(
          pool,
          `l.number in (
             select number from tos.loop where at >= $1::timestamptz - ${overlap}
             union all select number from tos.loop where ${isOpen} and state = 'running') and (l.at >= $1::timestamptz - ${overlap} or ${isOverdue})`,
          [since],
        )
  return { loops, at }
}

function strangeRow(row: unknown): Failure {
  const name = z.object({ name: z.string() }).safeParse(row)
  return {
    what: `the row of ${name.success ? name.data.name : 'a loop'} cannot be read by this version`,
    remedy: "run the version that wrote it, or 'tos fleet init' with this one",
    exitCode: exitCodes.failed,
  }
}
