// What would this command do, and may it run? For programs that want the policy without a project.
import { homedir, tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { configSchema } from '../core/config-schema.ts'
import { fail, misconfigured, need } from '../core/failure.ts'
import { packNames } from '../core/policy-settings.ts'
import { defaultTos } from '../core/tos-schema.ts'
import { compilePolicy } from '../policy/policy.ts'
import type { CheckCommand } from './api.ts'

export const checkCommand: CheckCommand = (code, options = {}) => {
  const { type = 'bash', packs = ['guarded'], root = '.', home = homedir() } = options
  const unknown = packs.find((pack) => !packNames.includes(pack))
  if (unknown !== undefined)
    need(fail(misconfigured(`unknown pack '${unknown}'`, 'packs', `write one of ${packNames.join(', ')}`)))
  const config = configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs', allow_types: [type] })
  const compiled = compilePolicy({
    config,
    policy: { ...defaultTos().policy, packs: [...packs] },
    placeOf: (keys) => keys.join('.'),
    placeOfRule: (keys) => keys.join('.'),
    around: { root: resolve(root), home, temporary: tmpdir() },
  })
  return need(compiled).judge({ type, code })
}
