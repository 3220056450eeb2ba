// Makes the tables, and brings them up to the version of the program; a newer database is left alone.
import type pg from 'pg'
import * as z from 'zod'
import { exitCodes, Failed } from '../../core/failure.ts'
import { inTransaction, makeQueues, openBoss } from './boss.ts'
import { grantRoles } from './roles.ts'
import { migrations } from './schema.ts'

const versionRows = z.array(z.object({ version: z.int() })).max(1)

/** 0 before the first. */
async function foundIn(client: Pick<pg.Pool, 'query'>): Promise<number> {
  const { rows } = await client.query(`select to_regclass('tos.version') is not null as is_there`)
  const [{ is_there: isThere }] = z.tuple([z.object({ is_there: z.boolean() })]).parse(rows)
  if (!isThere) return 0
  return versionRows.parse((await client.query('select version from tos.version')).rows)[0]?.version ?? 0
}

/** Only with the right to make schemas. False: roles for people were not made. @throws */
export async function migrate(pool: pg.Pool): Promise<boolean> {
  let hasRoles = false
  const boss = await openBoss(pool, { isOwner: true })
  await makeQueues(boss)
  await boss.stop({ graceful: false })
  await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(7461017)')
    await client.query('create schema if not exists tos')
    await client.query('create table if not exists tos.version (version int not null)')
    const found = await foundIn(client)
    if (found > migrations.length) throw tooNew(found)
    for (const migration of migrations.slice(found)) await client.query(migration)
    await client.query('delete from tos.version')
    await client.query('insert into tos.version values ($1)', [migrations.length])
    hasRoles = await grantRoles(client)
  })
  return hasRoles
}

/** @throws Failed when the database has another version, or none */
export async function versionOf(pool: pg.Pool): Promise<void> {
  const found = await foundIn(pool)
  if (found === migrations.length) return
  if (found > migrations.length) throw tooNew(found)
  const what =
    found === 0
      ? 'the database holds no fleet yet'
      : `the database is of an older version (${found} of ${migrations.length})`
  throw new Failed({
    what,
    remedy: "run 'tos fleet init' once, as the owner of the database",
    exitCode: exitCodes.failed,
  })
}

const tooNew = (found: number): Failed =>
  new Failed({
    what: `the database is of a newer version (${found}, this program knows ${migrations.length})`,
    remedy: 'use the version of the program that the other hosts have',
    exitCode: exitCodes.failed,
  })
