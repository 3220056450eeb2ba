// The shipped rule packs: ordinary rules in config/packs/, known by name.
import gitProtected from '../../config/packs/git-protected.json' with { type: 'json' }
import guarded from '../../config/packs/guarded.json' with { type: 'json' }
import noDeleteOutside from '../../config/packs/no-delete-outside.json' with { type: 'json' }
import noNetwork from '../../config/packs/no-network.json' with { type: 'json' }
import noPrivChange from '../../config/packs/no-priv-change.json' with { type: 'json' }
import noSecretRead from '../../config/packs/no-secret-read.json' with { type: 'json' }
import readOnly from '../../config/packs/read-only.json' with { type: 'json' }
import strict from '../../config/packs/strict.json' with { type: 'json' }
import tosDefault from '../../config/packs/tos-default.json' with { type: 'json' }
import type { Effect, Pack, PackFile, PackName } from '../core/policy-settings.ts'
import type { Surroundings } from './model/place.ts'
import type { PlacedRule } from './rules/evaluate.ts'

const files: Readonly<Record<PackName, object>> = {
  'tos-default': tosDefault,
  'no-network': noNetwork,
  'no-delete-outside': noDeleteOutside,
  'read-only': readOnly,
  'no-priv-change': noPrivChange,
  'git-protected': gitProtected,
  'no-secret-read': noSecretRead,
  guarded,
  strict,
}

/** The project that the packs' examples speak of; wherever the real one lies, they mean the same. */
export const exampleProject: Surroundings = {
  root: '/home/somebody/project',
  home: '/home/somebody',
  temporary: '/tmp',
}

export interface LoadedPack {
  readonly pack: Pack
  readonly rules: readonly PlacedRule[]
}

/** As the schema completes it (a test compares them): the thread that judges needs no library to read what is shipped with it. */
const completed = ({
  description,
  include = [],
  default: otherwise = 'allow',
  contained = 'allow',
  rules = [],
}: PackFile): Pack => ({
  description,
  include,
  default: otherwise,
  contained,
  rules: rules.map(({ reason = '', match = [], not_match = [], ...rule }) => ({ ...rule, reason, match, not_match })),
})

const loaded = new Map<PackName, LoadedPack>()

/** A pack by its name, read once. */
export function loadPack(name: PackName): LoadedPack {
  const known = loaded.get(name)
  if (known) return known
  const pack = completed(files[name] as PackFile)
  const lines = JSON.stringify(files[name], null, 2).split('\n')
  const made = {
    pack,
    rules: pack.rules.map((rule) => ({
      rule,
      // The files are written the way JSON.stringify writes them, so lines are known without reading them again.
      place: `config/packs/${name}.json:${lines.indexOf(`      "id": ${JSON.stringify(rule.id)},`) + 1}`,
    })),
  }
  loaded.set(name, made)
  return made
}

const rank: Record<Effect, number> = { deny: 2, ask: 1, allow: 0 }

/** Rules of packs and of those they include, each once; the strictest default. */
export function collectPacks(names: readonly PackName[]): {
  rules: PlacedRule[]
  fallback: Effect
  contained: 'allow' | 'ask'
} {
  const all = new Set<PackName>()
  const add = (name: PackName): void => {
    if (all.has(name)) return
    all.add(name)
    loadPack(name).pack.include.forEach(add)
  }
  names.forEach(add)
  const packs = [...all].map(loadPack)
  return {
    rules: packs.flatMap(({ rules }) => rules),
    fallback: packs.map(({ pack }) => pack.default).reduce((a, b) => (rank[b] > rank[a] ? b : a), 'allow'),
    // What one of them forbids inside the project the sandbox does not hold.
    contained: packs.some(({ pack }) => pack.contained === 'ask') ? 'ask' : 'allow',
  }
}
