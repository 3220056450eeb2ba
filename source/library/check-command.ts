// What would this command do, and may it run? For programs that want the policy without a project.
import { homedir, tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { configSchema } from '../core/config-schema.ts'
import { fail, misconfigured, need } from '../core/failure.ts'
import { packNames, type PackName } from '../core/policy-settings.ts'
import type { Judgement } from '../core/state.ts'
import { defaultTos } from '../core/tos-schema.ts'
import { compilePolicy } from '../policy/policy.ts'

export interface CheckOptions {
  readonly type?: 'bash' | 'powershell'
  /** `guarded` unless told otherwise; the strictest of several wins. */
  readonly packs?: readonly PackName[]
  /** The folder the command would run in, which it may change; the current one unless told otherwise. */
  readonly root?: string
  /** What counts as the user's home. */
  readonly home?: string
}

/** Judges by packs alone. Runs nothing, reads no project. @throws Failed when a pack is not known */
export function checkCommand(code: string, options: CheckOptions = {}): Judgement {
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
