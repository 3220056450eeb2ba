// Rules of the host that a loop came to: they join those of the project, and the strictest verdict wins.
import { packNames, type PackName } from '../core/policy-settings.ts'
import type { LoadedSettings } from '../files/settings.ts'
import { collectPacks } from '../policy/packs.ts'

/** Set by a worker for the runners it starts: names of packs with commas between them. */
export const hostPacksVariable = 'TOS_HOST_PACKS'

/** The settings that count here. */
export function withHostPacks(loaded: LoadedSettings, environment: NodeJS.ProcessEnv): LoadedSettings {
  const named = new Set((environment[hostPacksVariable] ?? '').split(','))
  const own: PackName[] = packNames.filter((name) => named.has(name))
  if (own.length === 0) return loaded
  const { settings } = loaded
  const { packs, contained } = settings.tos.policy
  const policy = {
    ...settings.tos.policy,
    packs: [...new Set([...packs, ...own])],
    contained: collectPacks(own).contained === 'ask' ? ('ask' as const) : contained,
  }
  return { ...loaded, settings: { ...settings, tos: { ...settings.tos, policy } } }
}
