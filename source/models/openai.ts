// OpenAI and every server that speaks its chat completions: the request, and how a value becomes part of the answer.
import OpenAI from 'openai'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import { replyJsonSchema } from '../core/reply/schemas.ts'
import type { Answer, Take } from './answer.ts'
import { realClock, type Clock } from './clock.ts'
import { exchange } from './exchange.ts'
import { endingOf, finishWord, textIn } from './finish-words.ts'
import { guard } from './guard.ts'
import type { Model, ModelRequest, ModelUsage } from './model.ts'
import { fetchThrough, type Fetch } from './transport.ts'
import { unlessMeant } from './vendor-headers.ts'

// The SDK tells servers who asks by the class's name, which the bundle shortens.
Object.defineProperty(OpenAI, 'name', { value: 'OpenAI' })

export interface OpenAiOptions {
  readonly apiKey: string
  /** Null: the vendor's own. */
  readonly baseUrl: string | null
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>
  /** False: the organization, the project and the headers that the environment names are no business of this server. */
  readonly isVendor?: boolean
  /** The way to the server. */
  readonly fetch?: Fetch
  readonly clock?: Clock
}

export function openAiModel(options: OpenAiOptions): Model {
  const { apiKey, baseUrl, headers, isVendor = true, fetch: send = fetchThrough(), clock = realClock } = options
  const make = (fetch: Fetch): OpenAI =>
    new OpenAI({
      apiKey,
      fetch,
      ...(baseUrl !== null && { baseURL: baseUrl }),
      ...(headers && { defaultHeaders: headers }),
      ...(!isVendor && { organization: null, project: null }),
      // Retries are the loop's own, seen and counted; the clock is the guard's.
      maxRetries: 0,
      timeout: 24 * 3600 * 1000,
      logLevel: 'off',
    })
  const connect = (fetch: Fetch): OpenAI => unlessMeant('OPENAI_CUSTOM_HEADERS', isVendor, () => make(fetch))
  return {
    provider: 'openai',
    ask: (request, stop) =>
      guard(
        (guarded) => {
          const ask = (fetch: Fetch) => connect(fetch).chat.completions.create(parameters(request)).asResponse()
          return exchange(send, ask, { take, idHeader: 'x-request-id' }, request, guarded)
        },
        request.timeoutMs,
        stop,
        clock,
      ),
  }
}

function parameters({ model, prompt, role, options }: ModelRequest): ChatCompletionCreateParams {
  const { temperature, maxTokens, maxTokensName, json, stream, streamUsage } = options
  const schema = { name: role, schema: replyJsonSchema(role), strict: false }
  return {
    model,
    messages: [{ role: 'user', content: prompt }],
    stream,
    [maxTokensName]: maxTokens,
    ...(temperature !== null && { temperature }),
    ...(stream && streamUsage && { stream_options: { include_usage: true } }),
    ...(json === 'object' && { response_format: { type: 'json_object' } }),
    ...(json === 'schema' && { response_format: { type: 'json_schema', json_schema: schema } }),
  }
}

/** Compatible servers send less than the vendor does, and other things: everything may be absent. */
interface Chunk {
  readonly model?: unknown
  readonly choices?: readonly Choice[] | null
  readonly usage?: Usage | null
  readonly x_groq?: { readonly usage?: Usage | null } | null
}
interface Choice {
  readonly index?: number | null
  readonly delta?: Said | null
  /** In place of the delta, or the whole. */
  readonly message?: Said | null
  readonly text?: unknown
  readonly finish_reason?: unknown
  readonly usage?: Usage | null
  /** Of a gateway: what the server behind it said. */
  readonly native_finish_reason?: unknown
}
interface Said {
  readonly content?: unknown
  readonly refusal?: unknown
  readonly tool_calls?: readonly unknown[] | null
  readonly function_call?: unknown
  readonly reasoning?: unknown
  readonly reasoning_content?: unknown
  readonly reasoning_details?: unknown
  readonly thinking?: unknown
  readonly extra_content?: { readonly google?: { readonly thought?: boolean } | null } | null
}
interface Usage {
  readonly prompt_tokens?: number | null
  readonly completion_tokens?: number | null
  readonly total_tokens?: number | null
  readonly prompt_tokens_details?: { readonly cached_tokens?: number | null } | null
  /** Other vendors' names for the same. */
  readonly input_tokens?: number | null
  readonly output_tokens?: number | null
  readonly cached_tokens?: number | null
  readonly prompt_cache_hit_tokens?: number | null
  /** USD. With a key of one's own it is the gateway's fee alone. */
  readonly cost?: unknown
  readonly is_byok?: unknown
  readonly cost_details?: { readonly upstream_inference_cost?: unknown } | null
}

/** A repetition of what came, as some servers send it at the end, is at least this long. */
const shortestWhole = 20

const take: Take = (answer, value, isEvent, say) => {
  const chunk: Chunk = value
  const choices = Array.isArray(chunk.choices) ? (chunk.choices as readonly (Choice | null)[]) : []
  const indices = choices.map((one) => one?.index ?? 0)
  answer.index ??= indices.includes(0) ? 0 : (indices[0] ?? null)
  const choice = choices[indices.indexOf(answer.index ?? 0)]
  const usage = usageOf(chunk.usage ?? chunk.x_groq?.usage ?? choice?.usage)
  answer.model = textIn(chunk.model) || answer.model
  // Zeros behind counts are of a gateway that did not count.
  if (!answer.usage || (usage && usage.input + usage.output > 0)) answer.usage = usage
  // Behind the end only the token counts are of use; they come in a chunk without a choice.
  if (!choice) answer.isDone ||= answer.finish !== null && usage !== null
  else takeChoice(answer, choice, isEvent, say)
}

function takeChoice(answer: Answer, choice: Choice, isEvent: boolean, say: (text: string) => void): void {
  const said = choice.delta ?? choice.message
  const isWhole = !choice.delta && choice.message !== null && choice.message !== undefined
  const text = contentText(said?.content) || textIn(choice.text)
  const isThought = said?.extra_content?.google?.thought === true
  if (isThought) answer.hasThought = true
  else if (isWhole && answer.text.length >= shortestWhole && text.startsWith(answer.text))
    say(text.slice(answer.text.length))
  else say(text)
  answer.hasThought ||= [
    said?.reasoning,
    said?.reasoning_content,
    said?.reasoning_details,
    said?.thinking,
    [said?.content].flat().some(isThinking),
  ].some(Boolean)
  answer.refusal += textIn(said?.refusal)
  answer.hasTool ||= (said?.tool_calls?.length ?? 0) > 0 || Boolean(said?.function_call)
  answer.finish = finishOf(choice, answer) ?? answer.finish
  const hasContent =
    isEvent ||
    typeof said?.content === 'string' ||
    (Array.isArray(said?.content) && said.content.length > 0) ||
    typeof choice.text === 'string'
  answer.hasBegun ||= hasContent
  // A body in one piece is whole by itself, whatever its finish reason.
  if (isWhole && !isEvent) answer.isDone = true
}

/** A gateway calls an answer ended that the server behind it broke off, and one that it never gave. */
function finishOf({ finish_reason: sent, native_finish_reason: sentNative }: Choice, { text }: Answer): string | null {
  const [word, native] = [finishWord(sent), finishWord(sentNative)]
  if (word === null || native === null || endingOf(word) !== 'whole') return word
  const ending = endingOf(native)
  const isOver = ending === 'broken off' || ((ending === 'limit' || ending === 'refused') && text.trim() === '')
  return isOver ? native : word
}

const isThinking = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && 'type' in part && /think|reason/u.test(textIn(part.type))

/** A string, a part, or a list whose text parts are joined; the thoughts among them are none. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (content === null || typeof content !== 'object') return ''
  return [content]
    .flat()
    .map((part: { type?: unknown; text?: unknown; thought?: unknown } | string | null) => {
      if (typeof part === 'string') return part
      const isText = part?.type === undefined || part.type === 'text' || part.type === 'output_text'
      return isText && part?.thought !== true && typeof part?.text === 'string' ? part.text : ''
    })
    .join('')
}

function usageOf(usage: Usage | null | undefined): ModelUsage | null {
  const input = usage?.prompt_tokens || (usage?.input_tokens ?? usage?.prompt_tokens)
  const told = usage?.completion_tokens || (usage?.output_tokens ?? usage?.completion_tokens)
  if (!usage || (input ?? told ?? null) === null) return null
  const { total_tokens: total, prompt_tokens_details: details } = usage
  const cached = details?.cached_tokens ?? usage.cached_tokens ?? usage.prompt_cache_hit_tokens ?? 0
  // Where thinking is counted apart from the answer, only the total holds both.
  const all = typeof total === 'number' && typeof input === 'number' ? total - input : 0
  const output = all > (told ?? 0) ? all : (told ?? 0)
  const costUsd = moneyOf(usage)
  return { input: input ?? 0, output, cached, ...(costUsd !== null && { costUsd }) }
}

function moneyOf({ cost, is_byok: isOwnKey, cost_details: details }: Usage): number | null {
  const upstream = isOwnKey === true ? (details?.upstream_inference_cost ?? 0) : 0
  if (typeof cost !== 'number' || typeof upstream !== 'number') return null
  const sum = cost + upstream
  return Number.isFinite(sum) && sum >= 0 ? sum : null
}
