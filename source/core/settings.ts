// What the two settings files say, in the words of those who ask.
import type { Config } from './config-schema.ts'
import { roles, type Role } from './event-place.ts'
import { callDefaults, providerRow, type CallDefaults } from './providers.ts'
import type { DoneCheck, TosSettings } from './tos-schema.ts'

export type { Config } from './config-schema.ts'
export type { DoneCheck, TosSettings } from './tos-schema.ts'

export const limitNames = ['max_cost_usd', 'max_tokens', 'max_minutes', 'no_progress_steps'] as const
export type LimitName = (typeof limitNames)[number]
/** What an operator can raise while a loop lasts. */
export const raisableNames = [...limitNames, 'max_jobs', 'max_steps'] as const
export type RaisableName = (typeof raisableNames)[number]

/** Minutes of the longest wait for a person and of the longest bounded grant: a year. */
export const maxApprovalMinutes = 525_600

export interface Settings {
  readonly config: Config
  readonly tos: TosSettings
}

/** Jobs of a loop. */
export const maxJobs = (config: Config): number => config.s5_settings.job_loop.max_jobs ?? 1
/** The configured name of jobs; a job input may override it. */
export const jobName = (config: Config): string => config.s5_settings.job_loop.job_name ?? 'default'

/** The model a role uses, as it is named to the provider. */
export function modelName(settings: Settings, role: Role): string {
  const { provider, model } = settings.tos.models[role]
  if (model !== null) return model
  const row = providerRow(provider)
  // A recording answers in the place of the vendors that the runbook names.
  const key = row ? row.modelKey : role === 'review' ? 'anthropic_model' : 'openai_model'
  return key === undefined ? (row?.model ?? '') : settings.config[key]
}

/** Tokens that one answer of a role may have. */
export const maxTokens = (settings: Settings, role: Role): number =>
  settings.tos.models[role].max_tokens ?? defaultsOf(settings, role).maxTokens

/** What the catalogue says of a role's model. */
export const defaultsOf = (settings: Settings, role: Role): CallDefaults =>
  callDefaults(settings.tos.models[role].provider, modelName(settings, role))

/** The checks that prove a job done; without configuration the runbook's result file. */
export function doneChecks(settings: Settings): DoneCheck[] {
  const path = `${settings.config.workspace_dir}/results/result_v2.txt`
  return settings.tos.done.checks ?? [{ kind: 'file', path, contains: ['合計:', '平均:', '件数:'] }]
}

/** Milliseconds a role's call may take to begin, and be silent while it streams. */
export const callTimeoutMs = ({ config, tos }: Settings, role: Role): number =>
  Math.round((tos.models[role].timeout_sec ?? config.timeout_sec) * 1000)

export const usesReplay = (settings: Settings): boolean =>
  roles.some((role) => settings.tos.models[role].provider === 'replay')
