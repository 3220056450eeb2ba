// OpenAI and every server that speaks its chat completions: streamed, bounded, nothing repaired.
import OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import type { ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { replyJsonSchema } from '../core/reply/schemas.ts'
import type { Guarded } from './guard.ts'
import { guard } from './guard.ts'
import { modelFailure, type Model, type ModelOutcome, type ModelRequest, type ModelUsage } from './model.ts'
import { isEventStream, readBody } from './plain-body.ts'
import { fetchThrough, type Fetch } from './transport.ts'

export interface OpenAiOptions {
  readonly apiKey: string
  /** Null: the vendor's own. */
  readonly baseUrl: string | null
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>
  /** The way to the server. */
  readonly fetch?: Fetch
}

export function openAiModel({ apiKey, baseUrl, headers, fetch = fetchThrough() }: OpenAiOptions): Model {
  const client = new OpenAI({
    apiKey,
    fetch,
    ...(baseUrl !== null && { baseURL: baseUrl }),
    ...(headers && { defaultHeaders: headers }),
    // Retries are the loop's own, seen and counted; the clock is the guard's.
    maxRetries: 0,
    timeout: 24 * 3600 * 1000,
    logLevel: 'off',
  })
  return {
    provider: 'openai',
    ask: (request, stop) => guard((guarded) => call(client, request, guarded), request.timeoutMs, stop),
  }
}

async function call(client: OpenAI, request: ModelRequest, { signal, alive }: Guarded): Promise<ModelOutcome> {
  const controller = new AbortController()
  signal.addEventListener('abort', () => controller.abort(), { once: true })
  const response = await client.chat.completions.create(parameters(request), { signal }).asResponse()
  alive()
  const requestId = response.headers.get('x-request-id')
  if (!isEventStream(response)) return fromBody(await readBody(response), request, requestId)
  const answer: Answer = { text: '', model: request.model, finish: null, refusal: '', usage: null }
  for await (const chunk of Stream.fromSSEResponse<ChatCompletionChunk>(response, controller, client)) {
    alive()
    take(answer, chunk, request.onDelta)
  }
  return conclude(answer, requestId)
}

function parameters({ model, prompt, role, options }: ModelRequest): ChatCompletionCreateParamsStreaming {
  const { temperature, maxTokens, maxTokensName, json, streamUsage } = options
  const schema = { name: role, schema: replyJsonSchema(role), strict: false }
  return {
    model,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
    [maxTokensName]: maxTokens,
    ...(temperature !== null && { temperature }),
    ...(streamUsage && { stream_options: { include_usage: true } }),
    ...(json === 'object' && { response_format: { type: 'json_object' } }),
    ...(json === 'schema' && { response_format: { type: 'json_schema', json_schema: schema } }),
  }
}

interface Answer {
  text: string
  model: string
  finish: string | null
  refusal: string
  usage: ModelUsage | null
}

/** Compatible servers send less than the vendor does: everything may be absent. */
type Loose<T> = T extends object ? { [K in keyof T]?: Loose<T[K]> | null } : T

function take(answer: Answer, chunk: Loose<ChatCompletionChunk>, onDelta: (text: string) => void): void {
  const choice = chunk.choices?.[0] as Loose<ChatCompletionChunk.Choice> | undefined
  const delta = contentText(choice?.delta?.content)
  if (delta !== '') {
    answer.text += delta
    onDelta(delta)
  }
  answer.refusal += choice?.delta?.refusal ?? ''
  answer.finish = choice?.finish_reason ?? answer.finish
  answer.model = chunk.model || answer.model
  answer.usage = usageOf(chunk.usage) ?? answer.usage
}

/** A string, or a list of text parts that are joined. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: { text?: unknown } | null) => (typeof part?.text === 'string' ? part.text : '')).join('')
}

function usageOf(usage: Loose<ChatCompletionChunk['usage']> | undefined): ModelUsage | null {
  if (!usage) return null
  const cached = (usage.prompt_tokens_details as { cached_tokens?: number } | null | undefined)?.cached_tokens ?? 0
  return { input: usage.prompt_tokens ?? 0, output: usage.completion_tokens ?? 0, cached }
}

function conclude({ text, model, finish, refusal, usage }: Answer, requestId: string | null): ModelOutcome {
  if (refusal !== '' || finish === 'content_filter')
    return modelFailure('refused', refusal || 'the provider filtered the answer', { requestId })
  switch (finish) {
    case 'stop':
      return { ok: true, text, model, requestId, usage }
    case 'length':
      return modelFailure('too long', "the answer was cut at its limit; raise 'models.<role>.max_tokens'", {
        requestId,
      })
    case null:
      return modelFailure('cut', `the stream ended before the answer did (${text.length} characters had come)`, {
        requestId,
      })
    default:
      return modelFailure('wrong shape', `the answer is no text (finish_reason ${finish})`, { requestId })
  }
}

/** Servers that ignore `stream` answer in one piece. */
function fromBody(body: unknown, request: ModelRequest, requestId: string | null): ModelOutcome {
  const completion = body as {
    model?: string
    error?: { message?: string }
    choices?: { message?: { content?: unknown; refusal?: string | null }; finish_reason?: string | null }[]
    usage?: Loose<ChatCompletionChunk['usage']>
  } | null
  const choice = completion?.choices?.[0]
  const content = choice?.message?.content
  if (completion?.error)
    return modelFailure('malformed', `an error with status 200: ${completion.error.message ?? ''}`, { requestId })
  if (!choice || content === null || content === undefined || (Array.isArray(content) && content.length === 0))
    return modelFailure('malformed', 'the answer has no content', { requestId })
  const answer = {
    text: contentText(content),
    model: completion.model ?? request.model,
    usage: usageOf(completion.usage),
  }
  return conclude(
    { ...answer, finish: choice.finish_reason ?? null, refusal: choice.message?.refusal ?? '' },
    requestId,
  )
}
