// One call of a model: waits its turn, streams to the viewers, and tells the journal how it ended.
import { setTimeout as delay } from 'node:timers/promises'
import type { EffectOf } from '../core/effect.ts'
import type { Fact } from '../core/event.ts'
import type { Role } from '../core/event-place.ts'
import { chargeOf, isBilled } from '../core/charge.ts'
import { costOf } from '../core/price.ts'
import { providerRow } from '../core/providers.ts'
import { callTimeoutMs, defaultsOf, maxTokens, modelName, type Settings } from '../core/settings.ts'
import { openLiveReply } from '../files/live.ts'
import type { ModelOptions, ModelOutcome } from '../models/model.ts'
import type { Context } from './context.ts'

export async function* askModel(
  effect: EffectOf<'askModel'>,
  context: Context,
  signal: AbortSignal,
): AsyncGenerator<Fact[], void, void> {
  const { job, step, role, round, attempt, prompt, askedBefore, waitMs } = effect
  const call = { job, step, role, round, attempt }
  if (waitMs > 0) {
    const until = new Date(context.now().getTime() + waitMs).toISOString()
    yield [{ type: 'model.retryPlanned', ...call, waitMs, until }]
    // An aborted wait changes nothing: the state already says why.
    const isDue = await delay(waitMs, true, { signal }).catch(() => false)
    if (!isDue) return
  }
  const model = context.models[role]
  const name = modelName(context.settings, role)
  yield [{ type: 'model.asked', ...call, provider: model.provider, model: name, prompt, askedBefore }]
  const { loop, step: current } = context.state()
  const place = { job, step, call: current?.calls[role].made ?? 0 }
  const ordinal = loop?.calls[role] ?? 0
  const live = openLiveReply(context.layout.live, call, context.masker.stream())
  const began = performance.now()
  const options = modelOptions(context.settings, role)
  const timeoutMs = callTimeoutMs(context.settings, role)
  const request = { role, model: name, prompt, place, ordinal, timeoutMs, options, onDelta: live.push }
  const outcome = await model.ask(request, signal)
  live.close()
  const asked = { role, prompt, isRecorded: model.provider === 'replay' }
  yield [toFact(context.settings, outcome, { ...call, ...asked }, Math.round(performance.now() - began))]
}

type Call = Pick<EffectOf<'askModel'>, 'job' | 'step' | 'role' | 'round' | 'attempt'>

export function modelOptions(settings: Settings, role: Role): ModelOptions {
  const {
    provider,
    temperature,
    max_tokens_name: maxTokensName,
    json,
    stream,
    stream_usage,
  } = settings.tos.models[role]
  const known = defaultsOf(settings, role)
  return {
    temperature: temperature === undefined ? known.temperature : temperature,
    maxTokens: maxTokens(settings, role),
    maxTokensName: maxTokensName ?? known.maxTokensName,
    json,
    stream,
    streamUsage: stream_usage ?? providerRow(provider)?.streamUsage ?? true,
  }
}

/** A recording costs nothing: what it does not tell is not counted. */
type Asked = Call & { readonly prompt: string; readonly isRecorded: boolean }

function toFact(
  settings: Settings,
  outcome: ModelOutcome,
  { prompt, isRecorded, ...call }: Asked,
  latencyMs: number,
): Fact {
  if (!outcome.ok) {
    const { usage: told = null, mayBeBilled = false, ...failure } = outcome.failure
    const { usage, charged, costUsd } = chargeOf(settings, { role: call.role, prompt, text: failure.message }, told)
    const counted = { ...(usage && { usage }), ...(charged && { charged }), costUsd }
    const isFree = isRecorded || !(mayBeBilled || isBilled(failure))
    return { type: 'model.failed', ...call, ...failure, latencyMs, ...(!isFree && counted) }
  }
  const { text, model, requestId } = outcome
  // The price is that of the model asked for: providers answer with a dated name of it.
  const { usage, charged, costUsd } = chargeOf(settings, { role: call.role, prompt, text }, outcome.usage)
  const answered = { type: 'model.answered', ...call, text, model, requestId, latencyMs, usage } as const
  if (isRecorded) return { ...answered, costUsd: usage && costOf(settings, modelName(settings, call.role), usage) }
  return { ...answered, costUsd, ...(charged && { charged }) }
}
