// doctor --online: one small call per configured model; latency, the model's own name, JSON, usage, what the key may do.
import { roles, type Role } from '../core/event-place.ts'
import { readReply } from '../core/reply.ts'
import { callTimeoutMs, modelName, type Settings } from '../core/settings.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import type { Model, ModelOutcome, ModelRequest } from '../models/model.ts'
import { modelOptions } from '../orchestrator/ask-model.ts'
import { preflight } from '../orchestrator/preflight.ts'
import { bad, ok, warn, type Finding } from './examine.ts'

/** The least room an answer gets: a model that thinks needs it, one that does not stops long before. */
const leastTokens = 2000

/** The smallest answer of each role's shape. */
const shapes: Record<Role, string> = {
  draft: '{"commands": []}',
  review: '{"improved_commands": [], "approval": false}',
  final: '{"final_commands": []}',
}

/** Roles that ask the same model of the same server in the same way share a call. */
export async function callModels(project: ProjectRoot, environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const prepared = await preflight(project, environment)
  if (!prepared.ok) return []
  const { settings, models } = prepared.value
  const distinct = new Map<string, Role>()
  for (const role of roles) {
    const place = JSON.stringify(settings.tos.models[role]) + modelName(settings, role)
    if (settings.tos.models[role].provider !== 'replay' && !distinct.has(place)) distinct.set(place, role)
  }
  return Promise.all([...distinct.values()].map((role) => callOne(settings, models[role], role)))
}

async function callOne(settings: Settings, model: Model, role: Role): Promise<Finding> {
  const name = modelName(settings, role)
  const options = modelOptions(settings, role)
  const began = performance.now()
  const outcome = await model.ask(
    {
      role,
      model: name,
      prompt: `Answer with this JSON object and nothing else: ${shapes[role]}`,
      place: { job: 1, step: 1, call: 0 },
      ordinal: 0,
      timeoutMs: callTimeoutMs(settings, role),
      options: { ...options, maxTokens: Math.max(options.maxTokens, leastTokens) },
      onDelta: () => undefined,
    } satisfies ModelRequest,
    new AbortController().signal,
  )
  const latency = `${Math.round(performance.now() - began)} ms`
  return outcome.ok ? answered(model, role, outcome, latency) : failed(model, role, name, outcome, latency)
}

function answered(model: Model, role: Role, outcome: ModelOutcome & { ok: true }, latency: string): Finding {
  const reply = readReply(role, outcome.text)
  const { usage } = outcome
  const told = usage && usage.input + usage.output > 0
  const facts = [
    `${model.provider} ${outcome.model} answered in ${latency}; the key may use it`,
    reply.ok ? 'JSON as asked for' : `no JSON as asked for (${reply.reason})`,
    told ? `usage told (${usage.input} + ${usage.output} tokens)` : 'usage not told: calls count by their worst case',
  ]
  const what = facts.join('; ')
  if (!reply.ok) return warn(`online ${role}`, what, `try 'models.${role}.json', or a model that follows the prompt`)
  return told ? ok(`online ${role}`, what) : warn(`online ${role}`, what, 'limits of tokens and money end a run early')
}

function failed(
  model: Model,
  role: Role,
  name: string,
  { failure }: ModelOutcome & { ok: false },
  latency: string,
): Finding {
  const { kind, status, message, requestId } = failure
  const check = `online ${role}`
  // Cut at its limit: the model was reached and answers; for a step it needs more room.
  if (kind === 'too long') {
    const what = `${model.provider} ${name} answered in ${latency}, and was cut at its limit of tokens`
    return warn(check, `${what}; the key may use it`, `raise 'models.${role}.max_tokens'`)
  }
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
  connection: 'check the network, base_url, and HTTP_PROXY, HTTPS_PROXY and NO_PROXY',
  'rate limit': 'wait, or raise the limit with the provider',
  quota: 'top up, raise the limit with the provider, or name another model',
  'prompt too long': "lower 'models.<role>.max_tokens', or load the model with more context",
  malformed: 'check base_url: is it a model server that answers there?',
}
