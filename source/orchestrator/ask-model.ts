// One call of a model: waits its turn, streams to the viewers, and tells the journal how it ended.
import { setTimeout as delay } from 'node:timers/promises'
import type { EffectOf } from '../core/effect.ts'
import type { Fact } from '../core/event.ts'
import type { Role } from '../core/event-place.ts'
import { costOf } from '../core/price.ts'
import { callTimeoutMs, modelName, type Settings } from '../core/settings.ts'
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
  yield [toFact(context.settings, outcome, call, Math.round(performance.now() - began))]
}

type Call = Pick<EffectOf<'askModel'>, 'job' | 'step' | 'role' | 'round' | 'attempt'>

export function modelOptions({ tos }: Settings, role: Role): ModelOptions {
  const {
    temperature,
    max_tokens: maxTokens,
    max_tokens_name: maxTokensName,
    json,
    stream_usage: streamUsage,
  } = tos.models[role]
  return { temperature, maxTokens, maxTokensName, json, streamUsage }
}

function toFact(settings: Settings, outcome: ModelOutcome, call: Call, latencyMs: number): Fact {
  if (!outcome.ok) return { type: 'model.failed', ...call, ...outcome.failure, latencyMs }
  const { text, model, requestId, usage } = outcome
  // The price is that of the model asked for: providers answer with a dated name of it.
  const costUsd = usage && costOf(settings, modelName(settings, call.role), usage)
  return { type: 'model.answered', ...call, text, model, requestId, latencyMs, usage, costUsd }
}
