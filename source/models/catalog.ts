// Roles -> adapters, by the protocol their row of the catalogue names. Adapters are loaded when a run needs them, never before.
import { join } from 'node:path'
import { roles, type Role } from '../core/event-place.ts'
import { succeed, type Result } from '../core/failure.ts'
import { providerRow, type Protocol } from '../core/providers.ts'
import type { Settings } from '../core/settings.ts'
import { connectionOf, type AskedKeys, type Connection } from './keys.ts'
import type { Model } from './model.ts'
import type { Fetch } from './transport.ts'

export type Models = Readonly<Record<Role, Model>>

export interface ModelContext {
  readonly root: string
  readonly settings: Settings
  /** With the variables of the .env beside the configuration. */
  readonly environment: NodeJS.ProcessEnv
  readonly askedKeys?: AskedKeys
  /** The text of a recording, read as safely as any file of the project. @throws */
  readonly readRecording: (path: string) => string
}

const adapters: Record<Protocol, (options: Connection & { fetch: Fetch }) => Promise<Model>> = {
  openai: async (options) => (await import('./openai.ts')).openAiModel(options),
  anthropic: async (options) => (await import('./anthropic.ts')).anthropicModel(options),
}

async function recorded({ root, settings, readRecording }: ModelContext): Promise<Result<Model>> {
  const { loadRecording, replayModel } = await import('./replay.ts')
  const recording = loadRecording(join(root, settings.tos.models.replay ?? ''), readRecording)
  return recording.ok ? succeed(replayModel(recording.value)) : recording
}

/** The models of the three roles, or why one cannot be had. Roles that talk to the same place share a model. */
export async function loadModels(context: ModelContext): Promise<Result<Models>> {
  const { settings, environment, askedKeys = {} } = context
  const loaded = new Map<string, Model>()
  const entries: [Role, Model][] = []
  let fetch: Fetch | null = null
  for (const role of roles) {
    const { provider } = settings.tos.models[role]
    const row = providerRow(provider)
    const connection = connectionOf(role, settings, environment, askedKeys)
    const place = JSON.stringify([provider, connection])
    let model = loaded.get(place)
    if (!model && row) {
      const opened: Result<Fetch> = fetch ? succeed(fetch) : (await import('./proxy.ts')).openFetch(environment)
      if (!opened.ok) return opened
      fetch = opened.value
      const adapted = await adapters[row.protocol]({ ...connection, fetch })
      model = { ...adapted, provider }
    }
    if (!model) {
      const result = await recorded(context)
      if (!result.ok) return result
      model = result.value
    }
    loaded.set(place, model)
    entries.push([role, model])
  }
  return succeed(Object.fromEntries(entries) as Models)
}
