// One call of an adapter against a scripted server.
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Clock } from '../../source/models/clock.ts'
import { anthropicModel } from '../../source/models/anthropic.ts'
import type { ModelFailure, ModelOutcome, ModelRequest } from '../../source/models/model.ts'
import { openAiModel } from '../../source/models/openai.ts'
import { plainOptions as options } from './model-options.ts'
import { modelServer, type Script } from './model-server.ts'
import { TestClock } from './test-clock.ts'

export type Vendor = 'openai' | 'anthropic'

/** One call; time stands still in it, unless a clock is given. */
export async function askModel(
  t: TestContext,
  vendor: Vendor,
  script: Script,
  more: Partial<ModelRequest> & { readonly path?: string; readonly clock?: Clock } = {},
): Promise<ModelOutcome> {
  const server = await modelServer(t, script)
  const { clock = new TestClock(), path, ...other } = more
  const model =
    vendor === 'openai'
      ? openAiModel({ apiKey: 'k', baseUrl: `${server.url}${path ?? '/v1'}`, clock })
      : anthropicModel({ apiKey: 'k', baseUrl: `${server.url}${path ?? ''}`, clock })
  const place = { job: 1, step: 1, call: 0 }
  const rest = { ordinal: 0, timeoutMs: 60_000, options, onDelta: () => undefined }
  const request: ModelRequest = { role: 'draft', model: 'm', prompt: 'p', place, ...rest, ...other }
  return model.ask(request, new AbortController().signal)
}

export function textOf(outcome: ModelOutcome): string {
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.text
}

export function faultOf(outcome: ModelOutcome): ModelFailure {
  assert.ok(!outcome.ok, JSON.stringify(outcome))
  return outcome.failure
}
