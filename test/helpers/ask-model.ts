// One call of an adapter against a scripted server.
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { anthropicModel } from '../../source/models/anthropic.ts'
import type { ModelFailure, ModelOutcome, ModelRequest } from '../../source/models/model.ts'
import { openAiModel } from '../../source/models/openai.ts'
import { plainOptions as options } from './model-options.ts'
import { modelServer, type Script } from './model-server.ts'

export type Vendor = 'openai' | 'anthropic'

export async function askModel(
  t: TestContext,
  vendor: Vendor,
  script: Script,
  more: Partial<ModelRequest> & { readonly path?: string } = {},
): Promise<ModelOutcome> {
  const server = await modelServer(t, script)
  const model =
    vendor === 'openai'
      ? openAiModel({ apiKey: 'k', baseUrl: `${server.url}${more.path ?? '/v1'}` })
      : anthropicModel({ apiKey: 'k', baseUrl: `${server.url}${more.path ?? ''}` })
  const place = { job: 1, step: 1, call: 0 }
  const rest = { ordinal: 0, timeoutMs: 60_000, options, onDelta: () => undefined }
  const request: ModelRequest = { role: 'draft', model: 'm', prompt: 'p', place, ...rest, ...more }
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
