// What people and workers may do: four roles of the database. Who belongs to a team sees and asks for that team's loops alone.
import type pg from 'pg'
import * as z from 'zod'

/** Of the whole server; given to people and workers by `tos fleet role`. */
const roles = ['tos_watch', 'tos_submit', 'tos_answer', 'tos_worker'] as const

const grants = `
grant usage on schema tos, pgboss to tos_watch, tos_submit, tos_answer, tos_worker;
grant select on all tables in schema tos to tos_watch, tos_submit, tos_answer, tos_worker;
grant select on all tables in schema pgboss to tos_watch, tos_submit, tos_answer, tos_worker;
grant insert on pgboss.job, pgboss.job_common to tos_submit, tos_answer;
grant insert (name, project, team, submission, tree, submitted_by), update (name, job) on tos.loop to tos_submit;
grant insert on tos.pack to tos_submit;
grant insert (project, team, submission, cron, zone, tree, pack, next_at), delete on tos.schedule to tos_submit;
grant insert (loop, body) on tos.request to tos_answer, tos_submit;
grant update (state, job, at) on tos.loop to tos_answer, tos_submit;
grant select, insert, update, delete on all tables in schema tos to tos_worker;
grant select, insert, update, delete on all tables in schema pgboss to tos_worker;
grant execute on all functions in schema tos to tos_worker;
revoke insert, update, delete on tos.limits, tos.member, tos.version from tos_worker;
`

/** False where the owner may make no roles; then whoever may does it, and it is called again. */
export async function grantRoles(client: pg.ClientBase): Promise<boolean> {
  const found = await client.query(
    `select exists (select 1 from pg_roles where rolname = current_user and (rolsuper or rolcreaterole)) as may_make,
       (select count(*) from pg_roles where rolname = any($1)) as known`,
    [[...roles]],
  )
  const [row] = z.tuple([z.object({ may_make: z.boolean(), known: z.coerce.number() })]).parse(found.rows)
  if (!row.may_make && row.known < roles.length) return false
  for (const role of roles) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    // Of the whole server: another database may have made it.
    if (rowCount === 0) await client.query(`create role ${role} nologin`)
  }
  await client.query(grants)
  return true
}
