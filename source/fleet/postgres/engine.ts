// The queue of many hosts: pg-boss on PostgreSQL, journal and trees in the same database. One transaction says that a lease
// holds, these lines, this tree.
import { hostname } from 'node:os'
import { DatabaseError, Pool } from 'pg'
import * as z from 'zod'
import { exitCodes, fail, Failed, succeed, type Failure, type Result } from '../../core/failure.ts'
import { Away, type Engine, type Lease, type Travel, type Tree } from '../engine.ts'
import { wishSchema, type QueuedLoop, type Wish } from '../submission.ts'
import { inTransaction, openBoss } from './boss.ts'
import { connectionOf, databaseFailure, isAway, masked, type Address } from './connection.ts'
import { linesOf } from './journal-rows.ts'
import { isHeld, noClaim, type Claim } from './fence.ts'
import { migrate, versionOf } from './migrate.ts'
import { readLoops } from './read-loops.ts'
import { submissionOf } from './rows.ts'
import { dueName, queueName } from './schema.ts'
import { takeLoops } from './take.ts'
import { openTravel } from './travel.ts'
import { watchDatabase } from './watch.ts'

export interface PostgresOptions {
  /** Seconds a lease holds without being renewed: 10 or more. */
  readonly leaseSec?: number
  /** Makes the schema, or brings it up to this version. */
  readonly isOwner?: boolean
  /** Turns schedules that come due into submissions; for workers. */
  readonly isWorker?: boolean
  /** Hears of a row that cannot be read, and of what passes. */
  readonly tell?: (failure: Failure) => void
}

export type PostgresEngine = Engine & { readonly travel: Travel; readonly pool: Pool }

export async function openPostgresEngine(
  address: Address,
  { leaseSec = 60, isOwner = false, isWorker = false, tell = () => undefined }: PostgresOptions = {},
): Promise<Result<PostgresEngine>> {
  const config = connectionOf(address)
  if (!config.ok) return config
  const pool = new Pool({ ...config.value, max: 8 })
  // A connection that waits may be cut; the next call takes another.
  pool.on('error', () => undefined)
  try {
    if (isOwner) await migrate(pool)
    else await versionOf(pool)
    const boss = await openBoss(pool, { isOwner, isTimed: isWorker })
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
          return await inTransaction(pool, async (client, db) => {
            const { rows } = await client.query(
              `insert into tos.loop (name, project, team, submission, tree)
               values ('', $1, $2, $3, $4) returning number`,
              [checked.project, checked.team, JSON.stringify(checked), tree?.commit ?? null],
            )
            const [{ number }] = z.tuple([z.object({ number: z.coerce.number() })]).parse(rows)
            const name = `l-${String(number).padStart(4, '0')}`
            const job = await boss.send(
              queueName,
              { loop: name },
              {
                db,
                priority: checked.priority,
                group: {
                  id: checked.team === '' ? 'none' : checked.team,
                  tier: checked.team === '' ? 'none' : checked.team,
                },
                ...(checked.notBefore !== null && { startAfter: new Date(checked.notBefore) }),
              },
            )
            await client.query('update tos.loop set name = $2, job = $3 where number = $1', [number, name, job])
            if (tree?.pack)
              await client.query('insert into tos.pack (loop, seq, commit, bytes) values ($1, 0, $2, $3)', [
                name,
                tree.commit,
                tree.pack,
              ])
            await client.query(`select pg_notify('tos', $1)`, [taker.host])
            return succeed(name)
          })
        } catch (error) {
          if (error instanceof DatabaseError && error.constraint === 'loop_open')
            return fail(await queuedAlready(checked))
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
            if (isWorker) await submitDue()
            const taken = await inTransaction(pool, (client, db) => takeLoops(client, boss, db, most, taker))
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
            const [{ said }] = z.tuple([z.object({ said: z.enum(['held', 'lost']) })]).parse(rows)
            if (said === 'held') notify()
            return said
          } catch (error) {
            throw told(error)
          }
        },
        async end(lease, exitCode) {
          const claim = claimOf(lease)
          const attempt = { id: claim.job, retryCount: claim.retry }
          try {
            await inTransaction(pool, async (client, db) => {
              if (!(await isHeld(client, claim))) return
              if (exitCode === null) await boss.fail(queueName, attempt, { message: 'its runner was cut off' }, { db })
              else await boss.complete(queueName, attempt, null, { db })
              await client.query(
                `update tos.loop set state = $3, exit_code = $4, host = null, pid = null, at = clock_timestamp()
                 where name = $1 and attempt = $2`,
                [lease.submission.name, lease.attempt, exitCode === null ? 'lost' : 'ended', exitCode],
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

      /** What a schedule wants to run, unless it waits or runs already. */
      async function submitDue(): Promise<void> {
        for (const { id, data } of await boss.fetch<unknown>(dueName, { batchSize: 10 })) {
          const wish = wishSchema.safeParse(data)
          if (wish.success) await submit(wish.data)
          await boss.complete(dueName, id)
        }
      }
    }
  } catch (error) {
    await pool.end().catch(() => undefined)
    if (error instanceof Failed) return fail(error.failure)
    return fail(databaseFailure(error, address.url))
  }

  /** Away: as it is, for who waits for it; else as a failure with its remedy. */
  function told(error: unknown): unknown {
    if (error instanceof Failed) return error
    if (isAway(error)) return new Away(databaseFailure(error, address.url))
    return new Failed(databaseFailure(error, address.url), new Error(masked(String(error), address.url)))
  }
}
