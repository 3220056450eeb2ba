// Provider name -> adapter. Adapters are loaded when a run needs them, never before.
import { join } from 'node:path'
import { roles, type Role } from '../core/event-place.ts'
import { fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import type { Settings, TosSettings } from '../core/settings.ts'
import type { Model } from './model.ts'

type Provider = TosSettings['models'][Role]['provider']
export type Models = Readonly<Record<Role, Model>>

export interface ModelContext {
  readonly root: string
  readonly settings: Settings
  readonly environment: NodeJS.ProcessEnv
}

const adapters = {
  replay: async ({ root, settings }) => {
    const { loadRecording, replayModel } = await import('./replay.ts')
    const recording = loadRecording(join(root, settings.tos.models.replay ?? ''))
    return recording.ok ? succeed(replayModel(recording.value)) : recording
  },
  openai: () => Promise.resolve(notYet('openai')),
  anthropic: () => Promise.resolve(notYet('anthropic')),
} satisfies Record<Provider, (context: ModelContext) => Promise<Result<Model>>>

const notYet = (provider: string) =>
  fail(
    misconfigured(
      `the provider '${provider}' is not built in yet`,
      'config/tos.json',
      "set 'models.*.provider' to 'replay'",
    ),
  )

/** The models of the three roles, or why one cannot be had. */
export async function loadModels(context: ModelContext): Promise<Result<Models>> {
  const byProvider = new Map<Provider, Model>()
  for (const role of roles) {
    const { provider } = context.settings.tos.models[role]
    if (byProvider.has(provider)) continue
    const loaded = await adapters[provider](context)
    if (!loaded.ok) return loaded
    byProvider.set(provider, loaded.value)
  }
  const entries = roles.map((role) => [role, byProvider.get(context.settings.tos.models[role].provider)])
  return succeed(Object.fromEntries(entries) as Models)
}
