// pg-boss on connections of ours: it keeps the queue and the retries; who is taken when is said in take.ts.
import type pg from 'pg'
import { PgBoss, type Db } from 'pg-boss'
import { queueName } from './schema.ts'

export interface Database {
  readonly pool: pg.Pool
  readonly boss: PgBoss
}

const asDb = (client: Pick<pg.ClientBase, 'query'>): Db => ({
  executeSql: async (text: string, values?: unknown[]) => {
    const result: unknown = await client.query(text, values)
    // Several statements in one text answer with a list.
    const last = Array.isArray(result) ? (result as pg.QueryResult[]).at(-1) : (result as pg.QueryResult)
    return { rows: last?.rows ?? [] }
  },
})

/** `isOwner`: makes the schema, or brings it up to this version. */
export async function openBoss(pool: pg.Pool, { isOwner }: { isOwner: boolean }): Promise<PgBoss> {
  const boss = new PgBoss({
    db: asDb(pool),
    migrate: isOwner,
    createSchema: isOwner,
    schedule: false,
    supervise: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  // Whatever it tells, the next call meets it too.
  boss.on('error', () => undefined)
  await boss.start()
  return boss
}

/** Ten years, in seconds: what the queue is not to forget by itself. */
const forGood = 315_360_000
/** More than any loop meets; poison is counted by progress, not here. */
const retries = 1_000_000

export async function makeQueues(boss: PgBoss): Promise<void> {
  const kept = { retentionSeconds: forGood, deleteAfterSeconds: 0 }
  await boss.createQueue(queueName, { ...kept, retryLimit: retries, retryDelay: 0, expireInSeconds: 86_400 })
}

/** Runs `work` in one transaction; what it throws takes everything back. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient, db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // An error of a connection that is handed out has no listener of the pool's.
  const onError = (): void => undefined
  client.on('error', onError)
  let isBroken = true
  try {
    await client.query('begin')
    const done = await work(client, asDb(client))
    await client.query('commit')
    isBroken = false
    return done
  } catch (error) {
    await client.query('rollback').then(
      () => (isBroken = false),
      () => undefined,
    )
    throw error
  } finally {
    client.off('error', onError)
    client.release(isBroken)
  }
}
