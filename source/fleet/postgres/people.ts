// Who may do what: members of the four roles, and whom a person is bound to.
import type pg from 'pg'
import * as z from 'zod'
import { exitCodes, fail, Failed, succeed, type Result } from '../../core/failure.ts'
import { printableLine } from '../../core/printable.ts'
import { roleNames, type Person } from '../engine.ts'
import { inTransaction } from './boss.ts'

const personRows = z.array(
  z.object({ name: z.string(), roles: z.array(z.enum(roleNames)), teams: z.array(z.string()) }),
)
const inDatabase = (role: string): string => `tos_${role}`

export async function readPeople(pool: Pick<pg.ClientBase, 'query'>): Promise<Person[]> {
  const { rows } = await pool.query(
    `select * from (
       select r.rolname::text as name,
         array(select distinct substr(g.rolname::text, 5) from pg_auth_members as m join pg_roles as g on g.oid = m.roleid
           where m.member = r.oid and g.rolname = any($1) order by 1) as roles,
         array(select team from tos.member where person = r.rolname order by 1) as teams
       from pg_roles as r where not r.rolname = any($1)) as everybody
     where cardinality(roles) > 0 or cardinality(teams) > 0 order by name`,
    [roleNames.map(inDatabase)],
  )
  return personRows.parse(rows)
}

export const setPerson = (pool: pg.Pool, { name, roles, teams }: Person): Promise<Result<void>> =>
  inTransaction(pool, async (client) => {
    const known = await client.query('select format($1, rolname) as quoted from pg_roles where rolname = $2', [
      '%I',
      name,
    ])
    const [row] = z.array(z.object({ quoted: z.string() })).parse(known.rows)
    if (!row)
      return fail({
        what: `the database knows nobody called '${printableLine(name.slice(0, 60))}'`,
        remedy: `let an administrator 'create role … login password …' first`,
        exitCode: exitCodes.failed,
      })
    for (const role of roleNames)
      await client.query(
        roles.includes(role)
          ? `grant ${inDatabase(role)} to ${row.quoted}`
          : `revoke ${inDatabase(role)} from ${row.quoted}`,
      )
    await client.query('delete from tos.member where person = $1', [name])
    await client.query('insert into tos.member select $1, unnest($2::text[])', [name, [...new Set(teams)]])
    const now = (await readPeople(client)).find((each) => each.name === name)?.roles ?? []
    const left = now.filter((role) => !roles.includes(role))
    // From PostgreSQL 16 on a grant is taken back by who gave it alone; thrown, so that nothing of this is kept.
    if (left.length > 0)
      throw new Failed({
        what: `'${printableLine(name.slice(0, 60))}' keeps ${left.join(' and ')}: somebody else gave it`,
        remedy: `let them 'revoke ${left.map(inDatabase).join(', ')} from ${row.quoted}'`,
        exitCode: exitCodes.failed,
      })
    return succeed(undefined)
  })
