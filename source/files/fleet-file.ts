// Where the fleet is, as this host or person knows it: fleet.json beside the preferences, or TOS_FLEET_URL. Neither is ever shown
// to a runner or a command.
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { packNames, type PackName } from '../core/policy-settings.ts'
import { causeOf, fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import { storesFolder } from './layout.ts'
import { readIfThere } from './open-regular.ts'
import { preferencesFolder } from './preferences.ts'

export const fleetVariable = 'TOS_FLEET_URL'

const absolute = z.string().regex(/^\//, 'is not absolute')
const fleetFileSchema = z.strictObject({
  $schema: z.string().optional(),
  /** `postgres://user:password@host/database`; null: the queue of this machine. */
  url: z.string().nullable().default(null),
  /** A file with the certificate of the authority that signed the database's. */
  ca: absolute.nullable().default(null),
  /** Lets `sslmode` in the address trust another machine without a certificate. */
  insecure: z.boolean().default(false),
  /** Where loops of other hosts are laid out. */
  root: absolute.nullable().default(null),
  /** false: this host also runs loops where no sandbox works. */
  require_sandbox: z.boolean().default(true),
  /** Rules that join those of every loop that runs here. */
  packs: z.array(z.enum(packNames)).default([]),
  /** Seconds without a word from this host after which another one may have its loops. */
  lease_sec: z.int().min(5).max(3600).default(60),
})

export interface FleetSettings {
  readonly url: string | null
  readonly ca: string | null
  readonly isInsecure: boolean
  /** Absolute. */
  readonly root: string
  readonly requireSandbox: boolean
  readonly leaseSec: number
  readonly packs: readonly PackName[]
}

/** Null without a home. */
export function fleetFile(environment: NodeJS.ProcessEnv): string | null {
  const folder = preferencesFolder(environment)
  return folder === null ? null : join(folder, 'fleet.json')
}

const maxBytes = 65_536

export function readFleetSettings(environment: NodeJS.ProcessEnv): Result<FleetSettings> {
  const path = fleetFile(environment)
  const read = path === null ? succeed(fleetFileSchema.parse({})) : readFile(path)
  if (!read.ok) return read
  const { url, ca, insecure, root, require_sandbox, lease_sec, packs } = read.value
  return succeed({
    url: environment[fleetVariable] || url,
    ca,
    isInsecure: insecure,
    root: root ?? join(dirname(storesFolder(environment, null)), 'fleet'),
    requireSandbox: require_sandbox,
    leaseSec: lease_sec,
    packs,
  })
}

function readFile(path: string): Result<z.infer<typeof fleetFileSchema>> {
  try {
    const data = readIfThere(path, maxBytes)
    if (data === null) return succeed(fleetFileSchema.parse({}))
    const parsed = fleetFileSchema.safeParse(JSON.parse(data.toString('utf8')))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const key = issue?.path.join('.') ?? ''
      const what = `${key === '' ? '' : `'${key}' `}${issue?.message ?? 'is wrong'}`
      return fail(misconfigured(what, path, 'mend it; docs/fleet.md lists what may stand there'))
    }
    if (parsed.data.url !== null && /:[^/@]*@/.test(parsed.data.url) && (statSync(path).mode & 0o077) !== 0)
      return fail(misconfigured('a password stands in it, and other users may read it', path, `chmod 600 ${path}`))
    return succeed(parsed.data)
  } catch (error) {
    return fail(misconfigured(`cannot be read (${causeOf(error)})`, path, 'mend it or remove it'))
  }
}

/** What a runner may know: nothing of the database. */
export function withoutFleet(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const hidden = new Set([fleetVariable, 'PGPASSWORD', 'PGPASSFILE', 'PGSERVICEFILE', 'PGSSLKEY'])
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !hidden.has(name)))
}
