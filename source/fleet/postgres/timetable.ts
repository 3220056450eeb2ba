// Schedules in the database: what came due is submitted by whoever takes loops, once for all hosts, by the database's clock.
import type pg from 'pg'
import * as z from 'zod'
import { exitCodes, fail, succeed, type Failure, type Result } from '../../core/failure.ts'
import type { Timetable } from '../engine.ts'
import { dueSince, nextAfter, type Schedule } from '../schedule.ts'
import { wishSchema } from '../submission.ts'
import { enqueue, nameOf, type Enqueued } from './enqueue.ts'

const row = z.object({
  number: z.coerce.number(),
  project: z.string(),
  team: z.string(),
  cron: z.string(),
  zone: z.string(),
  by: z.string(),
  next_at: z.date(),
  last_at: z.date().nullable(),
  last_loop: z.string().nullable(),
  missed: z.int(),
})
const rows = z.array(row)
const dueRows = z.array(
  row.extend({
    submission: wishSchema,
    tree: z.string().nullable(),
    pack: z.instanceof(Buffer).nullable(),
    now: z.date(),
  }),
)
const columns = 'number, project, team, cron, zone, by, next_at, last_at, last_loop, missed'

const scheduleOf = (each: z.infer<typeof row>): Schedule => ({
  name: nameOf('s', each.number),
  project: each.project,
  team: each.team,
  cron: each.cron,
  zone: each.zone,
  by: each.by,
  next: each.next_at.toISOString(),
  last: each.last_at?.toISOString() ?? null,
  lastLoop: each.last_loop,
  missed: each.missed,
})

export const openTimetable = (pool: pg.Pool, calling: <T>(work: () => Promise<T>) => Promise<T>): Timetable => ({
  every: (wish, { cron, zone }, tree) =>
    calling(async (): Promise<Result<Schedule>> => {
      const now = z
        .tuple([z.object({ now: z.date() })])
        .parse((await pool.query('select clock_timestamp() as now')).rows)
      const made = await pool.query(
        `insert into tos.schedule (project, team, submission, cron, zone, tree, pack, next_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning ${columns}`,
        [
          wish.project,
          wish.team,
          JSON.stringify(wishSchema.parse(wish)),
          cron,
          zone,
          tree?.commit ?? null,
          tree?.pack ?? null,
          nextAfter({ cron, zone }, now[0].now),
        ],
      )
      const [first] = rows.parse(made.rows)
      return first ? succeed(scheduleOf(first)) : fail(scheduledAlready(wish.project))
    }),
  schedules: () =>
    calling(async () => {
      const read = await pool.query(`select ${columns} from tos.schedule order by number`)
      return rows.parse(read.rows).map(scheduleOf)
    }),
  unschedule: (name) =>
    calling(async () => {
      const number = /^s-(\d{1,15})$/.exec(name)?.[1] ?? '0'
      const { rowCount } = await pool.query('delete from tos.schedule where number = $1', [number])
      return rowCount === 1
    }),
})

const scheduledAlready = (project: string): Failure => ({
  what: `the project '${project}' has a schedule already`,
  remedy: "take it away with 'tos fleet schedule NAME none', or name another 'fleet.project'",
  exitCode: exitCodes.locked,
})

/** In the transaction of a taking, of which there is one at a time: no moment is used twice, whatever becomes of a host. */
export async function submitDue(
  { client, ...more }: Omit<Enqueued, 'by'>,
  tell: (failure: Failure) => void,
): Promise<void> {
  const found = await client.query(
    `select ${columns}, submission, tree, pack, clock_timestamp() as now from tos.schedule
     where next_at <= clock_timestamp() order by next_at for update`,
  )
  for (const due of dueRows.parse(found.rows)) {
    const { count, next } = dueSince(due, due.next_at, due.now)
    const tree = due.tree === null ? undefined : { commit: due.tree, pack: due.pack }
    const name = await enqueue({ ...due.submission, notBefore: null }, tree, { client, ...more, by: due.by })
    const missed = count - (name === null ? 0 : 1)
    await client.query(
      `update tos.schedule set next_at = $2, last_at = $3, last_loop = $4, missed = missed + $5 where number = $1`,
      [due.number, next, due.now, name, missed],
    )
    if (missed > 0) tell(missedMoments(nameOf('s', due.number), due.project, missed, name === null))
  }
}

const missedMoments = (name: string, project: string, missed: number, isQueued: boolean): Failure => ({
  what: `${name} (${project}) missed ${missed} of its moments: ${isQueued ? 'the project is in the queue still' : 'no worker had a free slot in time'}`,
  remedy: "see 'tos fleet schedule'; give its loops more time, or the fleet more slots",
  exitCode: exitCodes.failed,
})
