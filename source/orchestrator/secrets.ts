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
    ...proxyPasswords(all),
  ].filter(Boolean)
}
