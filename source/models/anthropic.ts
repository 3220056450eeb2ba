// Anthropic's messages: streamed, bounded, nothing repaired.
import Anthropic from '@anthropic-ai/sdk'
import { Stream } from '@anthropic-ai/sdk/streaming'
import type { MessageCreateParamsStreaming, RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages'
import { replyJsonSchema } from '../core/reply/schemas.ts'
import { failureOf } from './failure-of.ts'
import { guard, type Guarded } from './guard.ts'
import { modelFailure, type Model, type ModelOutcome, type ModelRequest, type ModelUsage } from './model.ts'
import { isEventStream, readBody } from './plain-body.ts'
import { fetchThrough, type Fetch } from './transport.ts'

export interface AnthropicOptions {
  readonly apiKey: string
  /** Null: the vendor's own. */
  readonly baseUrl: string | null
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>
  /** The way to the server. */
  readonly fetch?: Fetch
}

export function anthropicModel({ apiKey, baseUrl, headers, fetch = fetchThrough() }: AnthropicOptions): Model {
  const client = new Anthropic({
    apiKey,
    fetch,
    authToken: null,
    ...(baseUrl !== null && { baseURL: baseUrl }),
    ...(headers && { defaultHeaders: headers }),
    maxRetries: 0,
    timeout: 24 * 3600 * 1000,
    logLevel: 'off',
  })
  return {
    provider: 'anthropic',
    ask: (request, stop) => guard((guarded) => call(client, request, guarded), request.timeoutMs, stop),
  }
}

async function call(client: Anthropic, request: ModelRequest, { signal, alive }: Guarded): Promise<ModelOutcome> {
  const controller = new AbortController()
  signal.addEventListener('abort', () => controller.abort(), { once: true })
  const response = await client.messages.create(parameters(request), { signal }).asResponse()
  alive()
  const requestId = response.headers.get('request-id')
  if (!isEventStream(response)) return fromBody(await readBody(response), request, requestId)
  const answer: Answer = { text: '', model: request.model, stop: null, isComplete: false, usage: null }
  for await (const event of Stream.fromSSEResponse<RawMessageStreamEvent>(response, controller, client)) {
    alive()
    take(answer, event, request.onDelta)
  }
  return conclude(answer, requestId)
}

function parameters({ model, prompt, role, options }: ModelRequest): MessageCreateParamsStreaming {
  const { temperature, maxTokens, json } = options
  return {
    model,
    max_tokens: maxTokens,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
    ...(temperature !== null && { temperature }),
    ...(json === 'schema' && { output_config: { format: { type: 'json_schema', schema: replyJsonSchema(role) } } }),
  }
}

interface Answer {
  text: string
  model: string
  stop: string | null
  isComplete: boolean
  usage: ModelUsage | null
}

function take(answer: Answer, event: RawMessageStreamEvent, onDelta: (text: string) => void): void {
  switch (event.type) {
    case 'message_start':
      answer.model = event.message?.model || answer.model
      answer.usage = usageOf(event.message?.usage)
      return
    case 'content_block_delta':
      if (event.delta?.type !== 'text_delta' || !event.delta.text) return
      answer.text += event.delta.text
      return onDelta(event.delta.text)
    case 'message_delta':
      answer.stop = event.delta?.stop_reason ?? answer.stop
      answer.usage = lastUsage(answer.usage, usageOf(event.usage))
      return
    case 'message_stop':
      answer.isComplete = true
      return
    default:
      return
  }
}

interface UsageLike {
  input_tokens?: number | null
  output_tokens?: number | null
  cache_read_input_tokens?: number | null
  cache_creation_input_tokens?: number | null
}

/** `input` counts everything that was read, cached or not. */
function usageOf(usage: UsageLike | undefined): ModelUsage | null {
  if (!usage) return null
  const cached = usage.cache_read_input_tokens ?? 0
  const input = (usage.input_tokens ?? 0) + cached + (usage.cache_creation_input_tokens ?? 0)
  return { input, output: usage.output_tokens ?? 0, cached }
}

/** The last counts are of the whole answer; many servers tell what was read only there. */
function lastUsage(first: ModelUsage | null, last: ModelUsage | null): ModelUsage | null {
  if (!first || !last) return last ?? first
  const { input, cached } = last.input > 0 ? last : first
  return { input, cached, output: last.output || first.output }
}

function conclude({ text, model, stop, isComplete, usage }: Answer, requestId: string | null): ModelOutcome {
  if (!isComplete)
    return modelFailure('cut', `the stream ended before the answer did (${text.length} characters had come)`, {
      requestId,
    })
  switch (stop) {
    case 'end_turn':
    case 'stop_sequence':
      return { ok: true, text, model, requestId, usage }
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return modelFailure('too long', "the answer was cut at its limit; raise 'models.<role>.max_tokens'", {
        requestId,
      })
    case 'refusal':
      return modelFailure('refused', 'the provider refused to answer', { requestId })
    default:
      return modelFailure('wrong shape', `the answer is no text (stop_reason ${stop ?? 'none'})`, { requestId })
  }
}

/** Gateways that ignore `stream` answer in one piece. */
function fromBody(body: unknown, request: ModelRequest, requestId: string | null): ModelOutcome {
  const message = body as {
    type?: string
    error?: unknown
    model?: string
    stop_reason?: string | null
    content?: { type?: string; text?: string | null }[]
    usage?: UsageLike
  } | null
  if (message?.error) return failureOf({ error: { error: message.error } }, false)
  const blocks = Array.isArray(message?.content) ? message.content : []
  const texts = blocks.flatMap((block) => (typeof block?.text === 'string' ? [block.text] : []))
  if (!message || texts.length === 0) return modelFailure('malformed', 'the answer has no text', { requestId })
  const answer = { text: texts.join(''), model: message.model ?? request.model, stop: message.stop_reason ?? null }
  return conclude({ ...answer, isComplete: true, usage: usageOf(message.usage) }, requestId)
}
