// Provider name -> adapter. Adapters are loaded when a run needs them, never before.
import { join } from 'node:path'
import { roles, type Role } from '../core/event-place.ts'
import { succeed, type Result } from '../core/failure.ts'
import type { Settings, TosSettings } from '../core/settings.ts'
import type { Model } from './model.ts'

type RoleSettings = TosSettings['models'][Role]
type Provider = RoleSettings['provider']
export type Models = Readonly<Record<Role, Model>>

export interface ModelContext {
  readonly root: string
  readonly settings: Settings
  readonly environment: NodeJS.ProcessEnv
}

type Load = (role: RoleSettings, context: ModelContext) => Promise<Result<Model>>

const adapters = {
  replay: async (_role, { root, settings }) => {
    const { loadRecording, replayModel } = await import('./replay.ts')
    const recording = loadRecording(join(root, settings.tos.models.replay ?? ''))
    return recording.ok ? succeed(replayModel(recording.value)) : recording
  },
  openai: async (role, { environment }) => {
    const { openAiModel } = await import('./openai.ts')
    return succeed(openAiModel(connection(role, environment)))
  },
  anthropic: async (role, { environment }) => {
    const { anthropicModel } = await import('./anthropic.ts')
    return succeed(anthropicModel(connection(role, environment)))
  },
} satisfies Record<Provider, Load>

const variables = {
  openai: { key: 'OPENAI_API_KEY', url: 'OPENAI_BASE_URL' },
  anthropic: { key: 'ANTHROPIC_API_KEY', url: 'ANTHROPIC_BASE_URL' },
} as const

/** The variable a role's key comes from; null when none is needed. */
export function keyVariable({ provider, api_key_env: named }: RoleSettings): string | null {
  if (provider === 'replay' || named === 'none') return null
  return named ?? variables[provider].key
}

/** Every variable that holds a key: the vendors' own names, and those the settings name. */
export function keyVariables({ tos }: Settings): ReadonlySet<string> {
  const named = roles.flatMap((role) => keyVariable(tos.models[role]) ?? [])
  return new Set([...Object.values(variables).map(({ key }) => key), ...named])
}

/** Where a role's calls go; null: the vendor's own address. */
export function baseUrl({ provider, base_url: named }: RoleSettings, environment: NodeJS.ProcessEnv): string | null {
  if (provider === 'replay') return null
  return named ?? (environment[variables[provider].url] || null)
}

function connection(role: RoleSettings, environment: NodeJS.ProcessEnv): { apiKey: string; baseUrl: string | null } {
  const variable = keyVariable(role)
  return { apiKey: (variable === null ? '' : environment[variable]) || 'none', baseUrl: baseUrl(role, environment) }
}

/** The models of the three roles, or why one cannot be had. Roles that talk to the same place share a model. */
export async function loadModels(context: ModelContext): Promise<Result<Models>> {
  const loaded = new Map<string, Model>()
  const entries: [Role, Model][] = []
  for (const role of roles) {
    const settings = context.settings.tos.models[role]
    const place = [settings.provider, keyVariable(settings), baseUrl(settings, context.environment)].join(' ')
    let model = loaded.get(place)
    if (!model) {
      const result = await adapters[settings.provider](settings, context)
      if (!result.ok) return result
      model = result.value
      loaded.set(place, model)
    }
    entries.push([role, model])
  }
  return succeed(Object.fromEntries(entries) as Models)
}
