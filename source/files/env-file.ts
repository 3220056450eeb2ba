// The .env beside the configuration: keys that tos reads and commands never get.
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { failureIn, readIfThere } from './open-regular.ts'

const maxBytes = 1024 * 1024

/** Absolute; it need not be there. */
export const envFilePath = (configFile: string): string => join(dirname(configFile), '.env')

/** Its variables; none without the file. */
export function readEnvFile(configFile: string): Result<Readonly<Record<string, string>>> {
  const path = envFilePath(configFile)
  try {
    // A person's own link is followed, to wherever the keys are kept.
    const data = readIfThere(path, maxBytes, { links: 'any' })
    return succeed(data ? (parseEnv(data.toString('utf8').replace(/^\uFEFF/, '')) as Record<string, string>) : {})
  } catch (error) {
    return fail({ ...failureIn(error), exitCode: exitCodes.usage })
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
