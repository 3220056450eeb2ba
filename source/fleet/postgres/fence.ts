// Does an attempt still hold its job? Asked inside of the transaction that acts on it, which the answer then binds.
import type pg from 'pg'
import * as z from 'zod'

/** What a lease is to the database. */
export interface Claim {
  readonly job: string
  readonly retry: number
}

/** Of a lease that is none of ours. */
export const noClaim: Claim = { job: '00000000-0000-0000-0000-000000000000', retry: -1 }

export async function isHeld(client: pg.ClientBase, { job, retry }: Claim): Promise<boolean> {
  const { rows } = await client.query('select tos.holds($1, $2) as holds', [job, retry])
  return z.tuple([z.object({ holds: z.boolean() })]).parse(rows)[0].holds
}
