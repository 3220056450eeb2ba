// Policies as the tests need them: of packs or rules alone, in a project that is never touched.
import type { Containment, Reach } from '../../source/core/containment.ts'
import type { Command } from '../../source/core/event.ts'
import { policySchema, type PackName } from '../../source/core/policy-settings.ts'
import { configSchema } from '../../source/core/config-schema.ts'
import type { Surroundings } from '../../source/policy/model/place.ts'
import { compilePolicy, type Policy } from '../../source/policy/policy.ts'
import { valueOf } from './results.ts'

/** Where the rows of the corpora are judged. */
export const around: Surroundings = { root: '/home/dev/ws', home: '/home/dev', temporary: '/tmp' }

interface Parts {
  readonly packs?: readonly PackName[]
  /** As config/tos.json has them. */
  readonly rules?: readonly object[]
  readonly dynamic?: 'ask' | 'deny'
  readonly config?: object
  readonly contained?: 'allow' | 'ask'
  /** What holds the commands; without it nothing does. */
  readonly containment?: Containment
}

/** A sandbox in force whose commands reach these hosts, everything in it covered by snapshots. */
export const held = (network: Reach = 'judged'): Containment => ({
  walls: { writable: [around.root], network },
  uncovered: null,
})

/** A failure carries the place of the rule: `tos.json:policy.rules.0`. */
export function compile({ packs = [], rules = [], dynamic = 'ask', config = {}, contained, containment }: Parts) {
  return compilePolicy({
    config: configSchema.parse({
      workspace_dir: 'workspace',
      logs_dir: 'logs',
      allow_types: ['bash', 'powershell'],
      ...config,
    }),
    policy: policySchema.parse({ packs, rules, dynamic, ...(contained && { contained }) }),
    placeOf: (keys) => `config.json:${keys.join('.')}`,
    placeOfRule: (keys) => `tos.json:${keys.join('.')}`,
    around,
    ...(containment && { containment }),
  })
}

export const policyOf = (parts: Parts): Policy => valueOf(compile(parts))

const ofPacks = new Map<PackName, Policy>()

/** A pack judging alone. */
export function judgeOf(pack: PackName): (code: string, type?: Command['type']) => ReturnType<Policy['judge']> {
  const known = ofPacks.get(pack) ?? policyOf({ packs: [pack] })
  ofPacks.set(pack, known)
  return (code, type = 'bash') => known.judge({ type, code })
}
