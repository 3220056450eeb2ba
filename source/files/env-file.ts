// The .env beside the configuration: keys that tos reads and commands never get.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { causeOf, fail, misconfigured, succeed, type Result } from '../core/failure.ts'

const maxBytes = 1024 * 1024

/** Absolute; it need not be there. */
export const envFilePath = (configFile: string): string => join(dirname(configFile), '.env')

/** Its variables; none without the file. */
export function readEnvFile(configFile: string): Result<Readonly<Record<string, string>>> {
  const path = envFilePath(configFile)
  if (!existsSync(path)) return succeed({})
  try {
    const stat = statSync(path)
    if (!stat.isFile() || stat.size > maxBytes)
      return fail(misconfigured('this is no file of variables', path, 'remove it'))
    return succeed(parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as Record<string, string>)
  } catch (error) {
    return fail(misconfigured(`it cannot be read (${causeOf(error)})`, path, 'make it readable'))
  }
}

/** What the environment names counts more; an empty value there is none. */
export function withVariables(
  environment: NodeJS.ProcessEnv,
  variables: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const missing = Object.entries(variables).filter(([name]) => !environment[name])
  return { ...environment, ...Object.fromEntries(missing) }
}
