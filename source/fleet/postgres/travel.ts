// What goes from host to host with a loop: its lease, its journal, its trees, and what is asked of it.
import type pg from 'pg'
import type { Db, PgBoss } from 'pg-boss'
import * as z from 'zod'
import { exitCodes, fail, succeed } from '../../core/failure.ts'
import { requestSchema } from '../../files/inbox.ts'
import type { Lease, Travel } from '../engine.ts'
import { jobId } from './job-id.ts'
import { inTransaction } from './boss.ts'
import { groupOf } from './enqueue.ts'
import { isHeld, type Claim } from './fence.ts'
import { readChanged, readLoops } from './read-loops.ts'
import { openOffice } from './office.ts'
import { queueName } from './schema.ts'
import { nextDay, urgent } from './take.ts'
import { openTimetable } from './timetable.ts'

interface TravelOptions {
  readonly pool: pg.Pool
  readonly boss: PgBoss
  readonly leaseSec: number
  readonly claimOf: (lease: Lease) => Claim
  readonly notify: () => void
  readonly say: (error: unknown) => unknown
}

export function openTravel({ pool, boss, leaseSec, claimOf, notify, say }: TravelOptions): Travel {
  const calling = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw say(error)
    }
  }

  return {
    ...openOffice(pool, calling),
    ...openTimetable(pool, calling),
    leaseSec,
    renew: (leases) =>
      calling(async () => {
        if (leases.length === 0) return []
        // Not one that ran out, even where nobody has noticed yet: its holder was too late.
        const { rows } = await pool.query(
          `update pgboss.job set heartbeat_on = clock_timestamp()
           where name = $1 and state = 'active' and id = any($2::uuid[])
             and (id::text || ':' || retry_count) = any($3::text[])
             and heartbeat_on + heartbeat_seconds * interval '1 second' > clock_timestamp()
           returning id`,
          [
            queueName,
            leases.map((lease) => claimOf(lease).job),
            leases.map((lease) => `${claimOf(lease).job}:${claimOf(lease).retry}`),
          ],
        )
        const held = new Set(
          z
            .array(z.object({ id: z.string() }))
            .parse(rows)
            .map(({ id }) => id),
        )
        return leases.filter((lease) => held.has(claimOf(lease).job))
      }),
    changed: (since) => calling(() => readChanged(pool, since)),
    loop: (name) => calling(async () => (await readLoops(pool, 'l.name = $1', [name]))[0] ?? null),
    journal: (name, from, most) =>
      calling(async () => {
        const { rows } = await pool.query(
          'select line from tos.event where loop = $1 and seq >= $2 order by seq limit $3',
          [name, from, most ?? null],
        )
        const lines = z.array(z.object({ line: z.string() })).parse(rows)
        return Buffer.from(lines.map(({ line }) => `${line}\n`).join(''))
      }),
    trees: (name) =>
      calling(async () => {
        const loop = await pool.query('select tree from tos.loop where name = $1', [name])
        const packs = await pool.query(
          'select bytes from tos.pack where loop = $1 and bytes is not null order by seq',
          [name],
        )
        const [row] = z.array(z.object({ tree: z.string().nullable() })).parse(loop.rows)
        return {
          commit: row?.tree ?? null,
          packs: z
            .array(z.object({ bytes: z.instanceof(Buffer) }))
            .parse(packs.rows)
            .map(({ bytes }) => bytes),
        }
      }),
    park: (lease) =>
      calling(() =>
        inTransaction(pool, async (client, db) => {
          if (!(await isHeld(client, claimOf(lease)))) return
          const { job, retry } = claimOf(lease)
          await boss.complete(queueName, { id: job, retryCount: retry }, null, { db })
          await client.query(
            `update tos.loop set state = 'asks', job = null, fruitless = 0, host = null, pid = null, at = clock_timestamp()
             where name = $1 and attempt = $2`,
            [lease.submission.name, lease.attempt],
          )
          await goOnIfAsked(client, db, lease.submission.name)
        }),
      ),
    postpone: (lease) =>
      calling(() =>
        inTransaction(pool, async (client, db) => {
          const { rows } = await client.query(`select ${nextDay} as moment`)
          const [{ moment }] = z.tuple([z.object({ moment: z.date() })]).parse(rows)
          if (!(await isHeld(client, claimOf(lease)))) return moment.toISOString()
          const { job, retry } = claimOf(lease)
          const { name, team, priority } = lease.submission
          await boss.complete(queueName, { id: job, retryCount: retry }, null, { db })
          const next = await boss.send(
            queueName,
            { loop: name },
            { db, id: jobId(priority), priority, group: groupOf(team), startAfter: moment },
          )
          await client.query(
            `update tos.loop set state = 'queued', postponed = true, job = $2, fruitless = 0, host = null, pid = null,
               at = clock_timestamp() where name = $1`,
            [name, next],
          )
          return moment.toISOString()
        }),
      ),
    ask: (name, request) =>
      calling(() =>
        inTransaction(pool, async (client, db) => {
          const found = await client.query('select state from tos.loop where name = $1 for update', [name])
          const [loop] = z.array(z.object({ state: z.string() })).parse(found.rows)
          if (!loop || loop.state === 'ended' || loop.state === 'poisoned')
            return fail({
              what: loop
                ? `${name} has ${loop.state === 'ended' ? 'ended' : 'been given up as poisoned'}`
                : `no loop '${name}'`,
              remedy: "see 'tos fleet list'",
              exitCode: exitCodes.failed,
            })
          await client.query('insert into tos.request (loop, body) values ($1, $2)', [name, JSON.stringify(request)])
          await goOnIfAsked(client, db, name)
          notify()
          return succeed(undefined)
        }),
      ),
    requests: (lease) =>
      calling(async () => {
        const { rows } = await pool.query(
          // An answer that a host took with it into death is handed out again: the first one counts anyway.
          `update tos.request set taken_at = clock_timestamp(), attempt = $4
           where loop = $1 and (taken_at is null or (attempt < $4 and body ->> 'kind' in ('approve', 'deny')))
             and tos.holds($2, $3) returning id, body, by`,
          [lease.submission.name, claimOf(lease).job, claimOf(lease).retry, lease.attempt],
        )
        const read = z.array(z.object({ id: z.coerce.number(), body: z.unknown(), by: z.string() })).parse(rows)
        return read
          .toSorted((a, b) => a.id - b.id)
          .flatMap(({ body, by }) => {
            const request = requestSchema.safeParse(body)
            // Who asked is who the database knows, not who the request says.
            return request.success ? [{ ...request.data, by }] : []
          })
      }),
  }

  /** A loop that waits for an answer, and for which one has come, is queued before all others. */
  async function goOnIfAsked(client: pg.PoolClient, db: Db, name: string): Promise<void> {
    const { rows } = await client.query(
      `select l.team, exists (
         select 1 from tos.request as r where r.loop = l.name and r.taken_at is null and r.body ->> 'kind' in ('approve', 'deny', 'stop', 'resume')
       ) as is_asked from tos.loop as l where l.name = $1 and l.state = 'asks'`,
      [name],
    )
    const [loop] = z.array(z.object({ team: z.string(), is_asked: z.boolean() })).parse(rows)
    if (!loop?.is_asked) return
    const job = await boss.send(
      queueName,
      { loop: name },
      { db, id: jobId(urgent), priority: urgent, group: groupOf(loop.team) },
    )
    await client.query(`update tos.loop set state = 'queued', job = $2, at = clock_timestamp() where name = $1`, [
      name,
      job,
    ])
  }
}
