// What this process knows that must never be written anywhere.
import type { Settings } from '../core/settings.ts'
import { readEnvFile, withVariables } from '../files/env-file.ts'
import { headerSecrets, keyVariables } from '../models/keys.ts'
import { proxyPasswords } from '../models/proxy-variables.ts'

const secretNames = /(?:_|^)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD)$/i
/** Of a .env everything is a secret but what says where, not who. */
const plainNames = /(?:_|^)(?:URL|URI|HOST|ENDPOINT|PROXY|PORT|MODEL|REGION)$/i

interface Known {
  readonly settings: Settings
  readonly configFile: { readonly path: string }
}

/** Values of the environment, of the .env beside the configuration, and of headers. */
export function secretsOf(environment: NodeJS.ProcessEnv, { settings, configFile }: Known): string[] {
  const keys = keyVariables(settings)
  const read = readEnvFile(configFile.path)
  const variables = read.ok ? read.value : {}
  const all = withVariables(environment, variables)
  const named = Object.entries(environment).filter(([name]) => keys.has(name) || secretNames.test(name))
  const written = Object.entries(variables).filter(([name]) => keys.has(name) || !plainNames.test(name))
  return [
    ...[...named, ...written].flatMap(([, value]) => (value ? [value] : [])),
    ...headerSecrets(settings, all),
    ...webhookSecrets(settings, all),
    ...proxyPasswords(all),
  ].filter(Boolean)
}

/** Parts of an address shorter than this are words. */
const tellingPart = 16

/** Whoever knows a webhook's address can write there: the whole of it, its telling parts, and the key that signs. */
function webhookSecrets({ tos: { notify } }: Settings, environment: NodeJS.ProcessEnv): string[] {
  return notify.targets.flatMap((target) => {
    if (!('webhook' in target)) return []
    const address = target.webhook.replaceAll(/\$\{(\w+)\}/g, (_whole, name: string) => environment[name] ?? '')
    const signing = target.secret_env === null ? [] : [environment[target.secret_env] ?? '']
    if (!URL.canParse(address)) return signing
    const { pathname, search, searchParams, password } = new URL(address)
    // An address that names a server alone is told to everybody.
    if (pathname.length + search.length + password.length <= 1) return signing
    const parts = [pathname + search, ...pathname.split('/'), ...searchParams.values()]
    return [address, password, ...parts.filter((part) => part.length >= tellingPart), ...signing]
  })
}
