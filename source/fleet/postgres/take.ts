// Who is taken when: one taker at a time, so that limits are strict; lost loops first, poison never.
import type pg from 'pg'
import type { Db, PgBoss } from 'pg-boss'
import * as z from 'zod'
import { maxFruitless } from '../submission.ts'
import { loopColumns, loopRow, type LoopRow } from './rows.ts'
import { queueName, takingLock } from './schema.ts'

/** Added to the priority of what is taken before everything new. */
export const urgent = 1_000_000

export interface Taker {
  readonly host: string
  readonly pid: number
  readonly leaseSec: number
}

export interface Taken {
  readonly row: LoopRow
  readonly job: string
  readonly retry: number
}

const attemptRows = z.array(z.object({ id: z.string(), retry_count: z.int() }))
const limitRows = z.array(
  z.object({
    kind: z.string(),
    name: z.string(),
    max_running: z.int().nullable(),
    is_closed: z.boolean(),
  }),
)

/** One taker at a time, to the end of the transaction. */
export const lockTaking = (client: pg.ClientBase): Promise<unknown> =>
  client.query('select pg_advisory_xact_lock($1)', [takingLock])

/** Inside of a transaction, behind the lock. */
export async function takeLoops(
  client: pg.PoolClient,
  boss: PgBoss,
  db: Db,
  most: number,
  taker: Taker,
): Promise<Taken[]> {
  await freeOverdue(client, boss, db)
  const limits = limitRows.parse(
    (
      await client.query(
        `select kind, name, max_running,
           coalesce(max_running = 0 or usd_per_day <= tos.spent_today(kind, name), false) as is_closed from tos.limits`,
      )
    ).rows,
  )
  for (const { kind, name } of limits.filter((each) => each.is_closed)) await holdBack(client, kind, name)
  const tiers = limits.flatMap(({ kind, name, max_running: most }) =>
    kind === 'team' && most !== null && most > 0 ? [[name, most] as const] : [],
  )
  const jobs = await boss.fetch<unknown>(queueName, {
    db,
    batchSize: most,
    includeMetadata: true,
    ...(tiers.length > 0 && { groupConcurrency: { default: urgent, tiers: Object.fromEntries(tiers) } }),
  })
  const taken: Taken[] = []
  for (const { id, retryCount } of jobs.toSorted(
    (a, b) => b.priority - a.priority || a.createdOn.getTime() - b.createdOn.getTime(),
  )) {
    const { rows } = await client.query(
      `update tos.loop as l set state = 'running', postponed = false, retry = $2, attempt = attempt + 1, fruitless = fruitless + 1,
         host = $3, pid = $4, at = clock_timestamp()
       where job = $1 and state in ('queued', 'running', 'lost') returning ${loopColumns}, l.state`,
      [id, retryCount, taker.host, taker.pid],
    )
    const [row] = rows
    if (row) taken.push({ row: loopRow.parse(row), job: id, retry: retryCount })
    // Its loop was removed: nobody shall have it.
    else await boss.cancel(queueName, id, { db })
  }
  // The lease is this host's; a job of the queue would end after a day by itself.
  await client.query(
    `update pgboss.job set heartbeat_seconds = $2, heartbeat_on = clock_timestamp(), expire_seconds = 315360000
     where name = $3 and id = any($1::uuid[])`,
    [taken.map(({ job }) => job), taker.leaseSec, queueName],
  )
  return taken
}

/** The next midnight in UTC, as SQL. */
export const nextDay = `(date_trunc('day', clock_timestamp() at time zone 'UTC') + interval '1 day') at time zone 'UTC'`

/** Nothing of a team or project is taken before the next day, or before its limits are set anew. */
async function holdBack(client: pg.ClientBase, kind: string, name: string): Promise<void> {
  await client.query(
    `with held as (
       update pgboss.job as j set start_after = ${nextDay} from tos.loop as l
       where j.name = $3 and j.id = l.job and j.state in ('created', 'retry') and j.start_after <= clock_timestamp()
         and case $1 when 'team' then l.team else l.project end = $2 returning l.name
     ) update tos.loop as l set postponed = true from held where l.name = held.name`,
    [kind, name, queueName],
  )
}

/** What was not renewed is to be taken again, before all others; what costs workers and gets nowhere is not. */
async function freeOverdue(client: pg.PoolClient, boss: PgBoss, db: Db): Promise<void> {
  const overdue = await client.query(
    `select id, retry_count from pgboss.job where name = $1 and state = 'active'
       and heartbeat_on + heartbeat_seconds * interval '1 second' <= clock_timestamp()`,
    [queueName],
  )
  const attempts = attemptRows.parse(overdue.rows).map(({ id, retry_count }) => ({ id, retryCount: retry_count }))
  if (attempts.length > 0) await boss.fail(queueName, attempts, { message: 'not renewed' }, { db })
  // The id as job-id.ts makes it: within a team with a limit it decides.
  await client.query(
    `with lost as (
       select j.id as old, (lpad(to_hex(2147483647::bigint - least(j.priority + $2, 2147483647)), 8, '0')
         || lpad(to_hex(l.number::bigint), 12, '0') || substr(md5(random()::text), 1, 12))::uuid as new
       from pgboss.job as j join tos.loop as l on l.job = j.id
       where j.name = $1 and j.state = 'retry' and j.priority < $2 / 2
     ), raised as (
       update pgboss.job as j set priority = j.priority + $2, id = lost.new from lost where j.name = $1 and j.id = lost.old
     ) update tos.loop as l set job = lost.new from lost where l.job = lost.old`,
    [queueName, urgent],
  )
  const poisoned = await client.query(
    `update tos.loop as l set state = 'poisoned', host = null, pid = null, at = clock_timestamp()
     from pgboss.job as j
     where j.name = $1 and j.id = l.job and j.state = 'retry' and l.fruitless >= $2 returning j.id`,
    [queueName, maxFruitless],
  )
  const ids = z.array(z.object({ id: z.string() })).parse(poisoned.rows)
  if (ids.length > 0)
    await boss.cancel(
      queueName,
      ids.map(({ id }) => id),
      { db },
    )
}
