// How loops stand, as the database has them; a lease that was not renewed in time holds nothing.
import type pg from 'pg'
import * as z from 'zod'
import { exitCodes, type Failure } from '../../core/failure.ts'
import type { QueuedLoop } from '../submission.ts'
import { loopColumns, loopRow, queuedOf } from './rows.ts'
import { queueName } from './schema.ts'

const isOverdue = `l.state = 'running' and not exists (
  select 1 from pgboss.job as j where j.name = '${queueName}' and j.id = l.job and j.state = 'active'
  and j.retry_count = l.retry and j.heartbeat_on + j.heartbeat_seconds * interval '1 second' > clock_timestamp()
)`

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

function strangeRow(row: unknown): Failure {
  const name = z.object({ name: z.string() }).safeParse(row)
  return {
    what: `the row of ${name.success ? name.data.name : 'a loop'} cannot be read by this version`,
    remedy: "run the version that wrote it, or 'tos fleet init' with this one",
    exitCode: exitCodes.failed,
  }
}
