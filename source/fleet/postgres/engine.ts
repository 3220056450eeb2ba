// The queue of many hosts: pg-boss on PostgreSQL, journal and trees in the same database. One transaction says that a lease
// holds, these lines, this tree.
import { hostname } from 'node:os'
import { Pool } from 'pg'
import * as z from 'zod'
import { exitCodes, fail, Failed, succeed, type Failure, type Result } from '../../core/failure.ts'
import { Away, type Engine, type Lease, type Travel, type Tree } from '../engine.ts'
import { wishSchema, type QueuedLoop, type Wish } from '../submission.ts'
import { inTransaction, openBoss } from './boss.ts'
import { connectionOf, databaseFailure, isAway, masked, type Address } from './connection.ts'
import { linesOf } from './journal-rows.ts'
import { enqueue } from './enqueue.ts'
import { isHeld, noClaim, type Claim } from './fence.ts'
import { migrate, versionOf } from './migrate.ts'
import { readLoops } from './read-loops.ts'
import { submissionOf } from './rows.ts'
import { queueName } from './schema.ts'
import { lockTaking, takeLoops } from './take.ts'
import { submitDue } from './timetable.ts'
import { openTravel } from './travel.ts'
import { watchDatabase } from './watch.ts'

export interface PostgresOptions {
  /** Seconds a lease holds without being renewed. */
  readonly leaseSec?: number
  /** Makes the schema, or brings it up to this version. */
  readonly isOwner?: boolean
  /** Hears of a row that cannot be read, and of what passes. */
  readonly tell?: (failure: Failure) => void
  /** When it does not answer at first: resolves to whether it is to be tried again. Without it that is a failure. */
  readonly onAway?: (failure: Failure) => Promise<boolean>
}

export type PostgresEngine = Engine & { readonly travel: Travel; readonly pool: Pool }

export async function openPostgresEngine(
  address: Address,
  options: PostgresOptions = {},
): Promise<Result<PostgresEngine>> {
  for (;;) {
    try {
      return await openOnce(address, options)
    } catch (error) {
      if (!(error instanceof Away)) throw error
      if (!(await options.onAway?.(error.failure))) return fail(error.failure)
    }
  }
}

/** @throws Away when it does not answer */
async function openOnce(
  address: Address,
  { leaseSec = 60, isOwner = false, tell = () => undefined }: PostgresOptions,
): Promise<Result<PostgresEngine>> {
  const config = connectionOf(address)
  if (!config.ok) return config
  const pool = new Pool({ ...config.value, max: 8 })
  // A connection that waits may be cut; the next call takes another.
  pool.on('error', () => undefined)
  try {
    if (isOwner && !(await migrate(pool))) tell(noRoles)
    if (!isOwner) await versionOf(pool)
    const boss = await openBoss(pool, { isOwner })
    return succeed(engineOn())

    function engineOn(): PostgresEngine {
      const claims = new WeakMap<Lease, Claim>()
      const claimOf = (lease: Lease): Claim => claims.get(lease) ?? noClaim
      const taker = { host: hostname(), pid: process.pid, leaseSec }
      const { notify, watch, close } = watchDatabase(pool, config.ok ? config.value : {})
      const travel = openTravel({ pool, boss, leaseSec, claimOf, notify, say: told })

      async function submit(wish: Wish, tree?: Tree): Promise<Result<string>> {
        const checked = wishSchema.parse(wish)
        try {
          const name = await inTransaction(pool, async (client, db) => {
            const made = await enqueue(checked, tree, { client, db, boss, by: null })
            await client.query(`select pg_notify('tos', $1)`, [taker.host])
            return made
          })
          return name === null ? fail(await queuedAlready(checked)) : succeed(name)
        } catch (error) {
          throw told(error)
        }
      }

      async function queuedAlready({ project, root }: { project: string; root: string }): Promise<Failure> {
        const loop = (await list()).find(
          (each) => each.project === project && !['ended', 'poisoned'].includes(each.state),
        )
        return {
          what: `the project is in the queue already (${loop?.name ?? 'ended by now'}, ${loop?.state ?? 'try again'})`,
          where: root,
          remedy: "see 'tos fleet list'; when it has ended it can be submitted again",
          exitCode: exitCodes.locked,
        }
      }

      async function list(): Promise<readonly QueuedLoop[]> {
        try {
          return await readLoops(pool, 'true', [], tell)
        } catch (error) {
          throw told(error)
        }
      }

      return {
        pool,
        travel,
        watch,
        list,
        submit,
        async take(most) {
          if (most < 1) return []
          try {
            const taken = await inTransaction(pool, async (client, db) => {
              await lockTaking(client)
              await submitDue({ client, db, boss }, tell)
              return takeLoops(client, boss, db, most, taker)
            })
            return taken.map(({ row, job, retry }) => {
              const lease: Lease = { submission: submissionOf(row), attempt: row.attempt }
              claims.set(lease, { job, retry })
              return lease
            })
          } catch (error) {
            throw told(error)
          }
        },
        async append(lease, lines, { tree, standing } = {}) {
          const { job, retry } = claimOf(lease)
          const read = linesOf(lines)
          if (read.length === 0) return 'held'
          try {
            const { rows } = await pool.query('select tos.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as said', [
              job,
              retry,
              lease.submission.name,
              lease.attempt,
              read.map(({ seq }) => seq),
              read.map(({ line }) => line),
              tree?.commit ?? null,
              tree?.pack ?? null,
              standing ? JSON.stringify(standing) : null,
              standing?.costUsd ?? 0,
            ])
            const [{ said }] = z.tuple([z.object({ said: z.enum(['held', 'lost', 'wait', 'spent']) })]).parse(rows)
            if (said === 'held') notify()
            return said
          } catch (error) {
            throw told(error)
          }
        },
        async end(lease, exitCode, given = { afterSec: 0, isFree: false }) {
          const claim = claimOf(lease)
          const attempt = { id: claim.job, retryCount: claim.retry }
          try {
            await inTransaction(pool, async (client, db) => {
              if (!(await isHeld(client, claim))) return
              if (exitCode === null) await boss.fail(queueName, attempt, { message: 'its runner was cut off' }, { db })
              else await boss.complete(queueName, attempt, null, { db })
              await client.query(
                `update pgboss.job set start_after = clock_timestamp() + $3 * interval '1 second'
                 where name = $1 and id = $2 and state = 'retry' and $3 > 0`,
                [queueName, claim.job, given.afterSec],
              )
              await client.query(
                `update tos.loop set state = $3, exit_code = $4, fruitless = greatest(fruitless - $5, 0), host = null, pid = null,
                   at = clock_timestamp()
                 where name = $1 and attempt = $2`,
                [
                  lease.submission.name,
                  lease.attempt,
                  exitCode === null ? 'lost' : 'ended',
                  exitCode,
                  given.isFree ? 1 : 0,
                ],
              )
            })
            notify()
          } catch (error) {
            throw told(error)
          }
        },
        async close() {
          await close()
          await boss.stop({ graceful: false }).catch(() => undefined)
          await pool.end()
        },
      }
    }
  } catch (error) {
    await pool.end().catch(() => undefined)
    const said = told(error)
    if (said instanceof Failed && !(said instanceof Away)) return fail(said.failure)
    throw said
  }

  /** Away: as it is, for who waits for it; else as a failure with its remedy. */
  function told(error: unknown): unknown {
    if (error instanceof Failed) return error
    if (isAway(error)) return new Away(databaseFailure(error, address.url))
    return new Failed(databaseFailure(error, address.url), new Error(masked(String(error), address.url)))
  }
}

const noRoles: Failure = {
  what: 'this role may make no others, so everybody who may connect uses its own',
  remedy:
    "let an administrator 'create role tos_watch; create role tos_submit; create role tos_answer; create role tos_worker', then call again",
  exitCode: exitCodes.failed,
}
