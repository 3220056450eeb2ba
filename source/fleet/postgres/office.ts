// What people look at and set: hosts that were heard, limits of teams.
import { hostname } from 'node:os'
import type pg from 'pg'
import * as z from 'zod'
import type { Travel } from '../engine.ts'

const hostRows = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    slots: z.int(),
    running: z.int(),
    silentSec: z.coerce.number().transform(Math.round),
  }),
)
const limitRows = z.array(z.object({ team: z.string(), maxRunning: z.int() }))

/** `calling` says what a call failed of. */
export const openOffice = (
  pool: pg.Pool,
  calling: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Travel, 'report' | 'hosts' | 'limits' | 'limit'> => ({
  report: ({ version, slots, running }) =>
    calling(async () => {
      await pool.query(
        `insert into tos.host (name, version, slots, running) values ($1, $2, $3, $4)
         on conflict (name) do update set version = $2, slots = $3, running = $4, at = clock_timestamp()`,
        [hostname(), version, slots, running],
      )
    }),
  hosts: () =>
    calling(async () => {
      const { rows } = await pool.query(
        `select name, version, slots, running, extract(epoch from clock_timestamp() - at) as "silentSec" from tos.host order by name`,
      )
      return hostRows.parse(rows)
    }),
  limits: () =>
    calling(async () => {
      const { rows } = await pool.query('select team, max_running as "maxRunning" from tos.limits order by team')
      return limitRows.parse(rows)
    }),
  limit: (team, maxRunning) =>
    calling(async () => {
      if (maxRunning === null) await pool.query('delete from tos.limits where team = $1', [team])
      else
        await pool.query('insert into tos.limits values ($1, $2) on conflict (team) do update set max_running = $2', [
          team,
          maxRunning,
        ])
    }),
})
