// A PostgreSQL server for a test file: the one the caller has, or one of its own that goes with the file.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { after, before } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { repository } from './repository.ts'

/** Why the tests of the database are skipped here; false when they are not. */
export const withoutPostgres: string | false =
  process.env['TOS_TEST_POSTGRES'] !== undefined || globSync('/usr/lib/postgresql/*/bin/initdb').length > 0
    ? false
    : 'no PostgreSQL here: apt-get install postgresql, or scripts/with-postgres.sh npm test -- fleet/'

export interface Server {
  readonly url: string
  /** Where its data lies, and its programs. */
  readonly data: string
  readonly bin: string
  readonly stop: () => Promise<void>
}

/** `folder`: where its data is to lie, on a server of its own whatever the caller has. */
export async function startPostgres(folder: string | null = null): Promise<Server> {
  const { TOS_TEST_POSTGRES: url, TOS_TEST_POSTGRES_DATA: data = '', TOS_TEST_POSTGRES_BIN: bin = '' } = process.env
  if (url !== undefined && folder === null) return { url, data, bin, stop: () => Promise.resolve() }
  const say = 'echo "$TOS_TEST_POSTGRES $TOS_TEST_POSTGRES_DATA $TOS_TEST_POSTGRES_BIN"; read -r _ || true'
  const child = spawn(join(repository, 'scripts', 'with-postgres.sh'), ['bash', '-c', say], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...(folder !== null && { TMPDIR: folder, TOS_POSTGRES_FSYNC: 'on' }) },
  })
  const ended = once(child, 'close')
  let line = ''
  const told = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      line += text
      if (line.includes('\n')) resolve()
    })
  })
  await Promise.race([told, ended])
  const [own = '', lies = '', programs = ''] = line.trim().split(' ')
  if (own === '') throw new Error('the server did not start')
  return {
    url: own,
    data: lies,
    bin: programs,
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}

/** As a power cut would: nothing is written any more, nobody is told. */
export const crashServer = ({ data }: Pick<Server, 'data'>): boolean =>
  process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')

/** With the options it had; it recovers what was on record. */
export async function restartServer({ data, bin }: Pick<Server, 'data' | 'bin'>): Promise<void> {
  const isRoot = process.getuid?.() === 0
  const as = isRoot ? ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'] : []
  const [file, ...args] = [...as, join(bin, 'pg_ctl'), '-D', data, '-w', '-s', 'restart', '-m', 'immediate']
  // Nobody may have buried the one before, which then looks alive.
  rmSync(join(data, 'postmaster.pid'), { force: true })
  // Its processes have to be gone.
  for (let left = 40; left > 0; left--) {
    const log = join(dirname(data), 'server.log')
    if (spawnSync(file, [...args, '-l', log], { stdio: 'ignore' }).status === 0) return
    await delay(500)
  }
  throw new Error('the server did not come back')
}

/** The same server, another database. */
export function databaseUrl(server: Pick<Server, 'url'>, database: string): string {
  const url = new URL(server.url)
  url.pathname = `/${database}`
  return url.href
}

/** A new database of the server, empty or a copy of the one at that address. Its address. */
export async function newDatabase(server: Pick<Server, 'url'>, template?: string): Promise<string> {
  const name = `tos_${randomBytes(8).toString('hex')}`
  const as = template === undefined ? '' : ` template ${databaseOf(template)}`
  await tell(server.url, `create database ${name}${as}`)
  return databaseUrl(server, name)
}

export const databaseOf = (url: string): string => new URL(url).pathname.slice(1)

/** For the tests of a group: their server is there before them and goes behind them. */
export function serverOfGroup(): {
  readonly server: () => Server
  readonly newDatabase: (template?: string) => Promise<string>
} {
  let started: Server | null = null
  before(async () => {
    started = await startPostgres()
  })
  after(() => started?.stop())
  const server = (): Server => {
    if (!started) throw new Error('the server is there in tests and their hooks, not before')
    return started
  }
  return { server, newDatabase: (template) => newDatabase(server(), template) }
}

/** Statements, one after another, on connections of their own. */
export async function tell(url: string, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new Client(url)
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
