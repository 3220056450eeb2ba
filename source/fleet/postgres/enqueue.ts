// A loop becomes a row and a job, in the transaction of whoever submits it.
import type pg from 'pg'
import type { Db, PgBoss } from 'pg-boss'
import * as z from 'zod'
import type { Tree } from '../engine.ts'
import type { Wish } from '../submission.ts'
import { jobId } from './job-id.ts'
import { queueName } from './schema.ts'

const numbers = z.array(z.object({ number: z.coerce.number() })).max(1)

/** `prefix` of its kind, and its number: `l-0001`. */
export const nameOf = (prefix: string, number: number): string => `${prefix}-${String(number).padStart(4, '0')}`

/** Whose limit a job counts for. */
export const groupOf = (team: string) => ({ id: team === '' ? 'none' : team, tier: team === '' ? 'none' : team })

export interface Enqueued {
  readonly client: pg.PoolClient
  readonly db: Db
  readonly boss: PgBoss
  /** Who submits it; null: who the database knows. */
  readonly by: string | null
}

/** Its name; null when its project is in the queue already. */
export async function enqueue(wish: Wish, tree: Tree | undefined, { client, db, boss, by }: Enqueued) {
  const { rows } = await client.query(
    `insert into tos.loop (name, project, team, submission, tree, submitted_by)
     values (gen_random_uuid(), $1, $2, $3, $4, coalesce($5, session_user)) on conflict do nothing returning number`,
    [wish.project, wish.team, JSON.stringify(wish), tree?.commit ?? null, by],
  )
  const [row] = numbers.parse(rows)
  if (!row) return null
  const name = nameOf('l', row.number)
  const job = await boss.send(
    queueName,
    { loop: name },
    {
      db,
      id: jobId(wish.priority, row.number),
      priority: wish.priority,
      group: groupOf(wish.team),
      ...(wish.notBefore !== null && { startAfter: new Date(wish.notBefore) }),
    },
  )
  await client.query('update tos.loop set name = $2, job = $3 where number = $1', [row.number, name, job])
  if (tree?.pack)
    await client.query('insert into tos.pack (loop, seq, commit, bytes) values ($1, 0, $2, $3)', [
      name,
      tree.commit,
      tree.pack,
    ])
  return name
}
