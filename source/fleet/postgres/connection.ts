// The way to the database of a fleet: its address, its certificate, and what is said when it does not answer.
import type pg from 'pg'
import { causeOf, exitCodes, fail, misconfigured, succeed, type Failure, type Result } from '../../core/failure.ts'
import { readRegular } from '../../files/open-regular.ts'

export interface Address {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string
  /** A file with the certificate of the authority that signed the server's; null: those the system trusts. */
  readonly ca: string | null
  /** Lets the address say less than `sslmode=verify-full` to another machine. */
  readonly isInsecure: boolean
}

/** Without name and password, for every text. */
export function shownUrl(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url)
    return `${protocol}//${host}${pathname}`
  } catch {
    return 'the address of the fleet'
  }
}

const isLoopback = (host: string): boolean =>
  host === '' || host === 'localhost' || /^127(?:\.\d+){3}$/.test(host) || host === '[::1]' || host.startsWith('%2F')

/** Milliseconds to wait for a connection, and for an answer. */
const connectMs = 10_000
const answerMs = 30_000

/** What node-postgres is to be told. Nothing is connected yet. */
export function connectionOf({ url, ca, isInsecure }: Address): Result<pg.PoolConfig> {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return fail(misconfigured('that is no address of a database', shownUrl(url), example))
  }
  if (!/^postgres(?:ql)?:$/.test(parsed.protocol))
    return fail(misconfigured(`a fleet lives in PostgreSQL, not in '${parsed.protocol}'`, shownUrl(url), example))
  const mode = parsed.searchParams.get('sslmode')
  parsed.searchParams.delete('sslmode')
  const isHere = isLoopback(parsed.hostname)
  if (!isHere && !isInsecure && mode !== null && mode !== 'verify-full') {
    const remedy = "leave sslmode out, or set 'insecure' in fleet.json when the way to it is safe by itself"
    return fail(misconfigured(`sslmode=${mode} would trust whoever answers`, shownUrl(url), remedy))
  }
  const isPlain = mode === 'disable' || (isHere && mode === null)
  const authority = ca === null ? succeed(undefined) : readAuthority(ca)
  if (!authority.ok) return authority
  const isVerified = mode === null || mode === 'verify-full' || mode === 'verify-ca'
  return succeed({
    connectionString: parsed.href,
    ssl: isPlain ? false : { rejectUnauthorized: isVerified, ca: authority.value },
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    keepAlive: true,
    application_name: 'tos',
  })
}

const example = 'write it like postgres://tos@db.example.org/fleet'

const maxAuthorityBytes = 1024 * 1024

function readAuthority(path: string): Result<string> {
  try {
    return succeed(readRegular(path, maxAuthorityBytes, { links: 'any' }).toString('utf8'))
  } catch (error) {
    return fail(misconfigured(`the certificate cannot be read (${causeOf(error)})`, path, "mend 'ca' in fleet.json"))
  }
}

/** SQLSTATE classes and codes of the system that mean: not now, but perhaps later. */
const passing = /^(?:08|53|57P0|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** Is the database away, or busy ending or starting? */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  if (code !== '') return passing.test(code)
  return /timeout|terminated|Connection ended|not queryable/i.test(error.message)
}

const remedies: readonly [RegExp, string][] = [
  [/^28/, 'mend user and password in fleet.json or TOS_FLEET_URL'],
  [/^3D000/, 'make the database, or mend its name in the address'],
  [/^42501/, 'use a role that may do this: docs/fleet.md'],
  [/^(?:42P01|3F000|42883)/, "run 'tos fleet init' once, as the owner of the database"],
  [/^53100/, 'free some space on the disk of the database'],
  [/^ERR_TLS_CERT_ALTNAME/, 'write the name that the certificate of the database is for into the address'],
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)/, "have a new certificate made for the database, or set this machine's clock"],
  [/^(?:SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS)/, "name the authority's certificate as 'ca' in fleet.json"],
]

/** What a call to the database failed of. */
export function databaseFailure(error: unknown, url: string): Failure {
  const code = error instanceof Error ? codeOf(error) : ''
  const remedy = remedies.find(([pattern]) => pattern.test(code))?.[1]
  const said = masked(causeOf(error), url)
  return {
    what: isAway(error) ? `the database of the fleet does not answer (${said})` : `the database refused (${said})`,
    where: shownUrl(url),
    remedy:
      remedy ?? (isAway(error) ? 'see that it runs and can be reached, then call again' : 'mend that and call again'),
    exitCode: exitCodes.failed,
  }
}

/** A text without the password of the address, however it is written. */
export function masked(text: string, url: string): string {
  try {
    const { password } = new URL(url)
    const spellings = [password, decodeURIComponent(password)].filter((each) => each.length > 0)
    return spellings.reduce((rest, each) => rest.replaceAll(each, '[masked]'), text)
  } catch {
    return text
  }
}
