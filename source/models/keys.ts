// Where a role's calls go and what they prove themselves with: addresses, headers and keys, each named by the settings or the catalogue.
import { roles, type Role } from '../core/event-place.ts'
import { fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'
import { providerNames, providerRow } from '../core/providers.ts'
import type { Settings, TosSettings } from '../core/settings.ts'
import { askKey } from './key-command.ts'

export type RoleSettings = TosSettings['models'][Role]

export interface Connection {
  /** 'none' where no key is wanted: the clients insist on one. */
  readonly apiKey: string
  /** Null: recorded answers. */
  readonly baseUrl: string | null
  readonly headers: Readonly<Record<string, string>>
  /** What the environment says to the protocol's vendor, such as an organization, is meant for this server. */
  readonly isVendor: boolean
}

/** What the keys' commands printed, by role. */
export type AskedKeys = Readonly<Partial<Record<Role, string>>>

/** The variable a role's key comes from; null when none is needed. */
export function keyVariable({ provider, api_key_env: named, api_key_command: command }: RoleSettings): string | null {
  if (named === 'none' || command) return null
  return named ?? providerRow(provider)?.key ?? null
}

/** Every variable that holds a key: those of the catalogue, and those the settings name. */
export function keyVariables({ tos }: Settings): ReadonlySet<string> {
  const known = providerNames.flatMap((name) => providerRow(name)?.key ?? [])
  const named = roles.flatMap((role) => [keyVariable(tos.models[role]) ?? [], ...headerVariables(tos.models[role])])
  return new Set([...known, ...named.flat()])
}

/** Where a role's calls go; null: recorded answers, or nobody says where. */
export function baseUrl({ provider, base_url: named }: RoleSettings, environment: NodeJS.ProcessEnv): string | null {
  const row = providerRow(provider)
  if (!row) return null
  return named ?? ((row.addressVariable && environment[row.addressVariable]) || row.address)
}

/** What HTTP takes as the value of a header. Source: RFC 9110, 5.5 */
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/

/** What is missing before a call can be made: all names at once; white space counts as a key, as it always did. */
export function missingKeys({ tos }: Settings, environment: NodeJS.ProcessEnv): Failure | null {
  const needed = roles.flatMap((role) => {
    const settings = tos.models[role]
    const isOptional = settings.api_key_env === null && providerRow(settings.provider)?.isKeyOptional
    return [...(isOptional ? [] : [keyVariable(settings) ?? []].flat()), ...headerVariables(settings)]
  })
  const missing = [...new Set(needed)].filter((name) => !environment[name])
  if (missing.length > 0) {
    const names = missing.join(' and ')
    const remedy = `export ${names}, or write ${missing.length > 1 ? 'them' : 'it'} into a .env beside the configuration, and run again`
    return misconfigured(`missing env vars ${missing.join(' ')}`, 'environment', remedy)
  }
  const unsendable = needed.find((name) => !sendable.test(environment[name]?.trim() ?? ''))
  if (unsendable !== undefined)
    return misconfigured(
      `${unsendable} holds a character that no header can carry`,
      'environment',
      'copy the key anew: a quotation mark or a line end came with it, perhaps',
    )
  const nowhere = roles.find(
    (role) => providerRow(tos.models[role].provider) && !baseUrl(tos.models[role], environment),
  )
  if (!nowhere) return wrongAddress(tos, environment)
  const row = providerRow(tos.models[nowhere].provider)
  const variable = row?.addressVariable ? ` or ${row.addressVariable}` : ''
  return misconfigured(
    `${row?.title} has no address of its own`,
    'config/tos.json',
    `set 'models.${nowhere}.base_url'${variable}`,
  )
}

/** An address that only the environment can have got wrong: those of the settings are checked there. */
function wrongAddress({ models }: Settings['tos'], environment: NodeJS.ProcessEnv): Failure | null {
  for (const role of roles) {
    const name = models[role].base_url === null ? providerRow(models[role].provider)?.addressVariable : null
    const value = name ? environment[name] : undefined
    if (name && value && !/^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : ''))
      return misconfigured(`${name} is no http or https address`, 'environment', 'write the whole address, or unset it')
  }
  return null
}

/** Asks the keys' commands, each once. `root` is the folder they run in. */
export async function askKeys(
  { tos }: Settings,
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<AskedKeys>> {
  const answers = new Map<string, string>()
  const keys: Partial<Record<Role, string>> = {}
  for (const role of roles) {
    const command = tos.models[role].api_key_command
    if (!command || !providerRow(tos.models[role].provider)) continue
    const known = answers.get(command)
    const asked =
      known === undefined
        ? await askKey(command, root, environment, tos.models.api_key_timeout_sec * 1000)
        : succeed(known)
    if (!asked.ok) return fail({ ...asked.failure, what: `'models.${role}.api_key_command' ${asked.failure.what}` })
    answers.set(command, asked.value)
    keys[role] = asked.value
  }
  return succeed(keys)
}

/** White space alone counts as a key. */
const trimmed = (key: string | undefined): string | undefined => key?.trim() || key

export function connectionOf(
  role: Role,
  { tos }: Settings,
  environment: NodeJS.ProcessEnv,
  asked: AskedKeys,
): Connection {
  const settings = tos.models[role]
  const variable = keyVariable(settings)
  const apiKey = asked[role] ?? ((variable && trimmed(environment[variable])) || 'none')
  const keyHeader = providerRow(settings.provider)?.keyHeader
  const headers = {
    ...(keyHeader && apiKey !== 'none' && { [keyHeader]: apiKey }),
    ...headersOf(settings, environment),
  }
  const isVendor = settings.provider === providerRow(settings.provider)?.protocol
  return { apiKey, baseUrl: baseUrl(settings, environment), headers, isVendor }
}

const variableInText = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g

function headersOf({ headers }: RoleSettings, environment: NodeJS.ProcessEnv): Record<string, string> {
  const filled = (text: string) => text.replaceAll(variableInText, (_whole, name: string) => environment[name] ?? '')
  return Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, filled(text)]))
}

const headerVariables = ({ headers }: RoleSettings): string[] =>
  Object.values(headers).flatMap((text) => [...text.matchAll(variableInText)].map(([, name = '']) => name))

/** Values of headers that prove who asks: they must never be written anywhere. */
export function headerSecrets({ tos }: Settings, environment: NodeJS.ProcessEnv): string[] {
  const telling = /auth|key|token|secret|cookie|passw|credential|signature/i
  return roles.flatMap((role) =>
    Object.entries(headersOf(tos.models[role], environment)).flatMap(([name, value]) =>
      telling.test(name) ? [value.replace(/^(?:bearer|basic|token)\s+/i, '')] : [],
    ),
  )
}
