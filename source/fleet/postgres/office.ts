// What people look at and set: hosts that were heard, limits of teams, who may do what.
import { hostname } from 'node:os'
import type pg from 'pg'
import * as z from 'zod'
import type { Travel } from '../engine.ts'
import { inTransaction } from './boss.ts'
import { readPeople, setPerson } from './people.ts'
import { queueName } from './schema.ts'

const hostRows = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    slots: z.int(),
    running: z.int(),
    silentSec: z.coerce.number().transform(Math.round),
    aheadSec: z.number().transform(Math.round),
  }),
)
const limitRows = z.array(
  z.object({
    team: z.string(),
    project: z.string(),
    maxRunning: z.int().nullable(),
    usdPerDay: z.number().nullable(),
    requestsPerMin: z.int().nullable(),
    spentToday: z.number(),
  }),
)

/** `calling` says what a call failed of. */
export const openOffice = (
  pool: pg.Pool,
  calling: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Travel, 'report' | 'hosts' | 'limits' | 'limit' | 'people' | 'person'> => ({
  people: () => calling(() => readPeople(pool)),
  person: (person) => calling(() => setPerson(pool, person)),
  report: ({ version, slots, running }) =>
    calling(async () => {
      await pool.query(
        `insert into tos.host (name, version, slots, running, ahead_sec)
           values ($1, $2, $3, $4, $5::float8 - extract(epoch from clock_timestamp()))
         on conflict (name) do update
           set version = $2, slots = $3, running = $4, ahead_sec = excluded.ahead_sec, at = clock_timestamp()`,
        [hostname(), version, slots, running, Date.now() / 1000],
      )
    }),
  hosts: () =>
    calling(async () => {
      const { rows } = await pool.query(
        `select name, version, slots, running, extract(epoch from clock_timestamp() - at) as "silentSec", ahead_sec as "aheadSec"
         from tos.host order by name`,
      )
      return hostRows.parse(rows)
    }),
  limits: () =>
    calling(async () => {
      const { rows } = await pool.query(
        `select case kind when 'team' then name else '' end as team, case kind when 'project' then name else '' end as project,
           max_running as "maxRunning", usd_per_day as "usdPerDay", requests_per_min as "requestsPerMin",
           tos.spent_today(kind, name) as "spentToday"
         from tos.limits order by kind desc, name`,
      )
      return limitRows.parse(rows)
    }),
  limit: ({ team, project, maxRunning, usdPerDay, requestsPerMin }) =>
    calling(async () => {
      const who = team === '' ? ['project', project] : ['team', team]
      await inTransaction(pool, async (client) => {
        if (maxRunning === null && usdPerDay === null && requestsPerMin === null)
          await client.query('delete from tos.limits where kind = $1 and name = $2', who)
        else
          await client.query(
            `insert into tos.limits (kind, name, max_running, usd_per_day, requests_per_min) values ($1, $2, $3, $4, $5)
             on conflict (kind, name) do update set max_running = $3, usd_per_day = $4, requests_per_min = $5`,
            [...who, maxRunning, usdPerDay, requestsPerMin],
          )
        // What waits for another day may not have to any more; whoever takes it looks again.
        await client.query(
          `with woken as (
             update tos.loop set postponed = false where postponed and case $1 when 'team' then team else project end = $2
             returning job
           ) update pgboss.job set start_after = clock_timestamp() from woken where name = $3 and id = woken.job`,
          [...who, queueName],
        )
      })
    }),
})
