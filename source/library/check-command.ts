// What would this command do, and may it run? For programs that want the policy without a project.
import { homedir, tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { configSchema } from '../core/config-schema.ts'
import { fail, misconfigured, need } from '../core/failure.ts'
import { packNames } from '../core/policy-settings.ts'
import { defaultTos } from '../core/tos-schema.ts'
import { compilePolicy, type Policy } from '../policy/policy.ts'
import type { SimpleCommand } from '../policy/model/action.ts'
import { show } from '../policy/model/value.ts'
import type { CheckCommand, CheckOptions, ExplainCommand, ExplainedCall } from './api.ts'

export const checkCommand: CheckCommand = (code, options = {}) =>
  policyOf(options).judge({ type: options.type ?? 'bash', code })

export const explainCommand: ExplainCommand = (code, options = {}) => {
  const { judgement, parsed } = policyOf(options).explain({ type: options.type ?? 'bash', code })
  return { judgement, calls: parsed.commands.map(callOf) }
}

const callOf = ({ program, args, source, actions }: SimpleCommand): ExplainedCall => ({
  program,
  args: args.map(show),
  source,
  effects: actions
    .filter(({ kind }) => kind !== 'run')
    .map(({ kind, path, isTree = false, doubt = null, detail = null, isUnsure = false }) => ({
      kind,
      path: path ? show(path) : null,
      isTree,
      doubt,
      detail,
      isUnsure,
    })),
})

function policyOf({ type = 'bash', packs = ['guarded'], root = '.', home = homedir() }: CheckOptions): Policy {
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
  return need(compiled)
}
