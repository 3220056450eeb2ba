// The catalogue of model servers: one is one row, and all that is known of it stands there. A further server is a further row.

export type Protocol = 'openai' | 'anthropic'
export type JsonMode = 'prompt' | 'object' | 'schema'
export type MaxTokensName = 'max_tokens' | 'max_completion_tokens'

/** How a call is made where the settings say nothing. */
export interface CallDefaults {
  /** Tokens of one answer, thinking included. */
  readonly maxTokens: number
  readonly maxTokensName: MaxTokensName
  /** Null: the request has none. */
  readonly temperature: number | null
}

export interface Provider {
  /** As its makers write it. */
  readonly title: string
  readonly protocol: Protocol
  /** Null: it is another one for every customer, `base_url` must name it. */
  readonly address: string | null
  /** Variable that names another address. */
  readonly addressVariable: string | null
  /** Variable that holds the key; null: no key is wanted. */
  readonly key: string | null
  /** The server also works without a key. */
  readonly isKeyOptional?: true
  /** Header that carries the key besides the protocol's own. */
  readonly keyHeader?: string
  /** A model that was served when this row was written; null: the customer names them. */
  readonly model: string | null
  /** Key of config_v0_3.json that names the model when config/tos.json does not. */
  readonly modelKey?: 'openai_model' | 'anthropic_model'
  /** Ways it can be asked for JSON. */
  readonly json: readonly JsonMode[]
  /** Does it take the wish for token counts in the stream? Those that do not either refuse it or tell them anyway. */
  readonly streamUsage: boolean
  readonly defaults: CallDefaults
  /** Models that want it otherwise, by the beginning of their name; the first that fits counts. */
  readonly models?: readonly { readonly name: RegExp; readonly defaults: Partial<CallDefaults> }[]
}

const plain: CallDefaults = { maxTokens: 2000, maxTokensName: 'max_tokens', temperature: 0.7 }
/** A model that thinks spends its answer's tokens on it. */
const thinking: CallDefaults = { ...plain, maxTokens: 8000 }
const reasoning = { maxTokens: 16_000, temperature: null } as const

/** OpenAI's reasoning models refuse `max_tokens` and every temperature but their own. */
const openAiReasoning = {
  name: /^(?:openai\/)?(?:o\d|gpt-(?:[5-9]|\d\d))/,
  defaults: { ...reasoning, maxTokensName: 'max_completion_tokens' },
} as const
/** From Claude 4.7 on sampling parameters are refused; a thinking model needs room. */
const claudeThinking = {
  name: /^(?:anthropic\/)?claude-(?:mythos|fable|[a-z]+-(?:4[-.][7-9]|[5-9]|\d\d(?!\d)))/,
  defaults: reasoning,
} as const

const anyJson = ['prompt', 'object', 'schema'] as const
const openAiLike = { protocol: 'openai', addressVariable: null, json: anyJson, streamUsage: true } as const
/** On this machine, or where its variable says. */
const local = { ...openAiLike, key: null, defaults: thinking } as const

export const providers = {
  openai: {
    ...openAiLike,
    title: 'OpenAI',
    address: 'https://api.openai.com/v1',
    addressVariable: 'OPENAI_BASE_URL',
    key: 'OPENAI_API_KEY',
    model: 'gpt-6-luna',
    modelKey: 'openai_model',
    defaults: plain,
    models: [openAiReasoning],
  },
  anthropic: {
    title: 'Anthropic',
    protocol: 'anthropic',
    address: 'https://api.anthropic.com',
    addressVariable: 'ANTHROPIC_BASE_URL',
    key: 'ANTHROPIC_API_KEY',
    model: 'claude-haiku-5-5',
    modelKey: 'anthropic_model',
    json: ['prompt', 'schema'],
    streamUsage: true,
    defaults: plain,
    models: [claudeThinking],
  },
  openrouter: {
    ...openAiLike,
    title: 'OpenRouter',
    address: 'https://openrouter.ai/api/v1',
    key: 'OPENROUTER_API_KEY',
    model: 'openai/gpt-6-luna',
    defaults: thinking,
    models: [
      { name: openAiReasoning.name, defaults: reasoning },
      { name: claudeThinking.name, defaults: reasoning },
    ],
  },
  azure: {
    ...openAiLike,
    title: 'Azure OpenAI',
    address: null,
    addressVariable: 'AZURE_OPENAI_BASE_URL',
    key: 'AZURE_OPENAI_API_KEY',
    keyHeader: 'api-key',
    model: null,
    defaults: thinking,
    models: [openAiReasoning],
  },
  gemini: {
    ...openAiLike,
    title: 'Google Gemini',
    address: 'https://generativelanguage.googleapis.com/v1beta/openai',
    key: 'GEMINI_API_KEY',
    model: 'gemini-flash-latest',
    defaults: thinking,
  },
  deepseek: {
    ...openAiLike,
    title: 'DeepSeek',
    address: 'https://api.deepseek.com',
    key: 'DEEPSEEK_API_KEY',
    model: 'deepseek-flash',
    json: ['prompt', 'object'],
    defaults: thinking,
  },
  groq: {
    ...openAiLike,
    title: 'Groq',
    address: 'https://api.groq.com/openai/v1',
    key: 'GROQ_API_KEY',
    model: 'openai/gpt-oss-120b',
    defaults: thinking,
  },
  mistral: {
    ...openAiLike,
    title: 'Mistral',
    address: 'https://api.mistral.ai/v1',
    key: 'MISTRAL_API_KEY',
    model: 'mistral-medium-latest',
    streamUsage: false,
    defaults: thinking,
  },
  together: {
    ...openAiLike,
    title: 'Together AI',
    address: 'https://api.together.xyz/v1',
    key: 'TOGETHER_API_KEY',
    model: 'openai/gpt-oss-120b',
    defaults: thinking,
  },
  fireworks: {
    ...openAiLike,
    title: 'Fireworks AI',
    address: 'https://api.fireworks.ai/inference/v1',
    key: 'FIREWORKS_API_KEY',
    model: 'accounts/fireworks/models/gpt-oss-120b',
    defaults: thinking,
  },
  cerebras: {
    ...openAiLike,
    title: 'Cerebras',
    address: 'https://api.cerebras.ai/v1',
    key: 'CEREBRAS_API_KEY',
    model: 'gpt-oss-120b',
    defaults: thinking,
  },
  xai: {
    ...openAiLike,
    title: 'xAI',
    address: 'https://api.x.ai/v1',
    key: 'XAI_API_KEY',
    model: 'grok-4.3',
    defaults: thinking,
  },
  ollama: { ...local, title: 'Ollama', address: 'http://127.0.0.1:11434/v1', model: 'gpt-oss:20b' },
  lmstudio: { ...local, title: 'LM Studio', address: 'http://127.0.0.1:1234/v1', model: 'openai/gpt-oss-20b' },
  vllm: {
    ...local,
    title: 'vLLM',
    address: 'http://127.0.0.1:8000/v1',
    key: 'VLLM_API_KEY',
    isKeyOptional: true,
    model: 'openai/gpt-oss-20b',
  },
  llamacpp: {
    ...local,
    title: 'llama.cpp',
    address: 'http://127.0.0.1:8080/v1',
    key: 'LLAMA_API_KEY',
    isKeyOptional: true,
    model: 'default',
  },
  litellm: {
    ...local,
    title: 'LiteLLM proxy',
    address: 'http://127.0.0.1:4000/v1',
    key: 'LITELLM_API_KEY',
    isKeyOptional: true,
    model: null,
  },
} as const satisfies Record<string, Provider>

export type ProviderName = keyof typeof providers
export const providerNames = Object.keys(providers) as [ProviderName, ...ProviderName[]]
export const isProviderName = (name: string): name is ProviderName => Object.hasOwn(providers, name)

/** The row of a provider; null for recorded answers, which no server gives. */
export const providerRow = (name: string): Provider | null => (isProviderName(name) ? providers[name] : null)

/** How a model is asked where the settings say nothing. */
export function callDefaults(name: string, model: string): CallDefaults {
  const row = providerRow(name)
  if (!row) return plain
  return { ...row.defaults, ...row.models?.find((other) => other.name.test(model))?.defaults }
}
