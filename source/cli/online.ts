// doctor --online: one tiny call per configured model; latency, the model's own name, what the key may do.
import { roles, type Role } from '../core/event-place.ts'
import { callTimeoutMs, modelName, type Settings } from '../core/settings.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import type { Model } from '../models/model.ts'
import { modelOptions } from '../orchestrator/ask-model.ts'
import { preflight } from '../orchestrator/preflight.ts'
import { bad, ok, type Finding } from './examine.ts'

/** Tokens the answer may have: enough for a word, hardly a cost. */
const tinyAnswer = 16

/** Roles that ask the same model of the same provider share a call. */
export async function callModels(project: ProjectRoot, environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const prepared = await preflight(project, environment)
  if (!prepared.ok) return []
  const { settings, models } = prepared.value
  const distinct = new Map<string, Role>()
  for (const role of roles) {
    const place = `${settings.tos.models[role].provider} ${modelName(settings, role)} ${settings.tos.models[role].base_url ?? ''}`
    if (settings.tos.models[role].provider !== 'replay' && !distinct.has(place)) distinct.set(place, role)
  }
  return Promise.all([...distinct.values()].map((role) => callOne(settings, models[role], role)))
}

async function callOne(settings: Settings, model: Model, role: Role): Promise<Finding> {
  const name = modelName(settings, role)
  const check = `online ${role}`
  const began = performance.now()
  const outcome = await model.ask(
    {
      role,
      model: name,
      prompt: 'Answer with the one word: ready',
      place: { job: 1, step: 1, call: 0 },
      ordinal: 0,
      timeoutMs: callTimeoutMs(settings, role),
      options: { ...modelOptions(settings, role), maxTokens: tinyAnswer, json: 'prompt' },
      onDelta: () => undefined,
    },
    new AbortController().signal,
  )
  const latency = `${Math.round(performance.now() - began)} ms`
  // Cut at its limit: the model was reached and answered, which is all that was asked.
  if (outcome.ok || outcome.failure.kind === 'too long')
    return ok(
      check,
      `${model.provider} ${outcome.ok ? outcome.model : name} answered in ${latency}; the key may use it`,
    )
  const { kind, status, message, requestId } = outcome.failure
  const request = requestId === null ? '' : `, request ${requestId}`
  return bad(
    check,
    `${model.provider} ${name}: ${kind}${status === null ? '' : ` ${status}`}: ${message}${request}`,
    remedies[kind] ?? 'try again later',
  )
}

const remedies: Partial<Record<string, string>> = {
  auth: 'check the key and what it may do',
  'invalid request': 'check the model name and the parameters in config/tos.json',
  connection: 'check the network and base_url',
  'rate limit': 'wait, or raise the limit with the provider',
}
