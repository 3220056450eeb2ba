// Anthropic's messages and what speaks them: the request, and how a value becomes part of the answer.
import Anthropic from '@anthropic-ai/sdk'
import type { MessageCreateParams } from '@anthropic-ai/sdk/resources/messages'
import { replyJsonSchema } from '../core/reply/schemas.ts'
import type { Answer, Take } from './answer.ts'
import { realClock, type Clock } from './clock.ts'
import { exchange } from './exchange.ts'
import { finishWord, textIn } from './finish-words.ts'
import { guard } from './guard.ts'
import type { Model, ModelRequest, ModelUsage } from './model.ts'
import { fetchThrough, type Fetch } from './transport.ts'
import { unlessMeant } from './vendor-headers.ts'

export interface AnthropicOptions {
  readonly apiKey: string
  /** Null: the vendor's own. */
  readonly baseUrl: string | null
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>
  /** False: the headers that the environment names are no business of this server. */
  readonly isVendor?: boolean
  /** The way to the server. */
  readonly fetch?: Fetch
  readonly clock?: Clock
}

export function anthropicModel(options: AnthropicOptions): Model {
  const { apiKey, baseUrl, headers, isVendor = true, fetch: send = fetchThrough(), clock = realClock } = options
  const [address, query] = baseUrl?.split('?', 2) ?? []
  const make = (fetch: Fetch): Anthropic =>
    new Anthropic({
      apiKey,
      fetch,
      authToken: null,
      ...(address !== undefined && { baseURL: address }),
      // This SDK would put the path behind it.
      ...(query !== undefined && { defaultQuery: Object.fromEntries(new URLSearchParams(query)) }),
      ...(headers && { defaultHeaders: headers }),
      // Retries are the loop's own, seen and counted; the clock is the guard's.
      maxRetries: 0,
      timeout: 24 * 3600 * 1000,
      logLevel: 'off',
    })
  const connect = (fetch: Fetch): Anthropic => unlessMeant('ANTHROPIC_CUSTOM_HEADERS', isVendor, () => make(fetch))
  return {
    provider: 'anthropic',
    ask: (request, stop) =>
      guard(
        (guarded) => {
          // Not by `messages.create`, which writes of old models past the screen, at every call.
          const ask = (fetch: Fetch) =>
            connect(fetch)
              .post('/v1/messages', { body: parameters(request), stream: request.options.stream })
              .asResponse()
          return exchange(send, ask, { take, idHeader: 'request-id' }, request, guarded)
        },
        request.timeoutMs,
        stop,
        clock,
      ),
  }
}

function parameters({ model, prompt, role, options }: ModelRequest): MessageCreateParams {
  const { temperature, maxTokens, json, stream } = options
  return {
    model,
    max_tokens: maxTokens,
    messages: [{ role: 'user', content: prompt }],
    stream,
    ...(temperature !== null && { temperature }),
    ...(json === 'schema' && { output_config: { format: { type: 'json_schema', schema: replyJsonSchema(role) } } }),
  }
}

/** An event of the stream, or the message in one piece; gateways leave out what they like. */
interface Value {
  readonly type?: string | null
  readonly message?: Message | null
  readonly index?: number | null
  readonly content_block?: Block | null
  readonly delta?: (Block & Stop) | null
  readonly usage?: UsageLike
}
interface Message extends Stop {
  readonly model?: unknown
  readonly content?: readonly Block[] | string | null
  readonly usage?: UsageLike
}
interface Stop {
  readonly stop_reason?: unknown
  /** Why it was refused. */
  readonly stop_details?: { readonly explanation?: unknown } | null
}
interface Block {
  readonly type?: string | null
  readonly text?: string | null
}

const take: Take = (answer, value, _isEvent, say) => {
  const event: Value = value
  switch (event.type) {
    case 'message_start':
      answer.model = textIn(event.message?.model) || answer.model
      answer.usage = usageOf(event.message?.usage)
      return
    case 'content_block_start':
    case 'content_block_delta':
      return takeBlock(answer, event.delta ?? event.content_block ?? {}, say)
    case 'message_delta':
      takeStop(answer, event.delta ?? {})
      answer.usage = lastUsage(answer.usage, usageOf(event.usage))
      return
    case 'message_stop':
      answer.isDone = true
      return
    default:
      if (Array.isArray(value['content']) || typeof value['content'] === 'string') takeMessage(answer, value, say)
  }
}

function takeMessage(answer: Answer, message: Message, say: (text: string) => void): void {
  const { content } = message
  if (typeof content === 'string') takeBlock(answer, { text: content }, say)
  else content?.forEach((block) => takeBlock(answer, block, say))
  answer.model = textIn(message.model) || answer.model
  takeStop(answer, message)
  answer.usage = usageOf(message.usage) ?? answer.usage
  // A message in one piece is whole by itself.
  answer.isDone = true
}

function takeStop(answer: Answer, { stop_reason: reason, stop_details: details }: Stop): void {
  answer.finish = finishWord(reason) ?? answer.finish
  answer.refusal += textIn(details?.explanation)
}

function takeBlock(answer: Answer, block: Block | null, say: (text: string) => void): void {
  const type = block?.type ?? 'text'
  if (/think|reason|signature/u.test(type)) answer.hasThought = true
  else if (/tool|json/u.test(type)) answer.hasTool = true
  else if (/text/u.test(type) && typeof block?.text === 'string') {
    say(block.text)
    answer.hasBegun = true
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
