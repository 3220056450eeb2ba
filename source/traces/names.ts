// What spans and their attributes are called: the semantic conventions for generative AI where they have a name, else `tos.`.
// Source: the OpenTelemetry semantic conventions 1.41, GenAI spans and agent spans (in development).
import {
  ATTR_GEN_AI_AGENT_NAME,
  ATTR_GEN_AI_CONVERSATION_ID,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_RESPONSE_MODEL,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_GEN_AI_TOOL_TYPE,
  ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_OUTPUT_TOKENS,
  ATTR_GEN_AI_WORKFLOW_NAME,
  ATTR_PROCESS_EXIT_CODE,
} from '@opentelemetry/semantic-conventions/incubating'
import type { EventOf } from '../core/event.ts'
import { cut } from '../core/text.ts'
import type { Attributes } from './span.ts'

export interface Named {
  readonly name: string
  readonly attributes: Attributes
}

/** Providers that the conventions call otherwise than the settings do. */
const providerNames: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  gemini: 'gcp.gemini',
  mistral: 'mistral_ai',
  xai: 'x_ai',
}

/** Characters of a text that is no more than a label. */
const keptName = 200

export const runSpan = ({ run, mode, until, root }: EventOf<'run.started'>, loop: string): Named => ({
  name: `invoke_workflow tos ${mode}`,
  attributes: {
    [ATTR_GEN_AI_OPERATION_NAME]: 'invoke_workflow',
    [ATTR_GEN_AI_WORKFLOW_NAME]: `tos ${mode}`,
    'tos.loop': loop,
    'tos.run': run,
    'tos.until': until,
    'tos.root': root,
  },
})

/** `name` null: of a job that an earlier run began. */
export const jobSpan = (loop: string, job: number, name: string | null): Named => ({
  name: 'invoke_agent tos',
  attributes: {
    [ATTR_GEN_AI_OPERATION_NAME]: 'invoke_agent',
    [ATTR_GEN_AI_AGENT_NAME]: 'tos',
    [ATTR_GEN_AI_CONVERSATION_ID]: `${loop}/job-${job}`,
    'tos.job': job,
    ...(name !== null && { 'tos.job.name': cut(name, keptName, '…') }),
  },
})

export const stepSpan = (job: number, step: number, attempt: number | null): Named => ({
  name: 'step',
  attributes: { 'tos.job': job, 'tos.step': step, ...(attempt !== null && { 'tos.attempt': attempt }) },
})

export const callSpan = ({ provider, model, role, round, attempt }: EventOf<'model.asked'>): Named => ({
  name: `chat ${model}`,
  attributes: {
    [ATTR_GEN_AI_OPERATION_NAME]: 'chat',
    [ATTR_GEN_AI_PROVIDER_NAME]: providerNames[provider] ?? provider,
    [ATTR_GEN_AI_REQUEST_MODEL]: model,
    'tos.role': role,
    'tos.round': round,
    'tos.attempt': attempt,
  },
})

export function callEnd(event: EventOf<'model.answered'> | EventOf<'model.failed'>): Attributes {
  const { charged, usage, requestId } = event
  const counted = charged ?? usage
  const costUsd = event.costUsd ?? null
  return {
    ...(event.type === 'model.answered' && { [ATTR_GEN_AI_RESPONSE_MODEL]: event.model }),
    ...(counted && {
      [ATTR_GEN_AI_USAGE_INPUT_TOKENS]: counted.input,
      [ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: counted.output,
      [ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS]: counted.cached,
    }),
    ...(event.type === 'model.failed' && event.status !== null && { 'http.response.status_code': event.status }),
    ...(requestId !== null && { 'tos.request_id': requestId }),
    ...(costUsd !== null && { 'tos.cost_usd': costUsd }),
  }
}

export const commandSpan = ({ interpreter, index }: EventOf<'command.started'>): Named => ({
  name: `execute_tool ${interpreter}`,
  attributes: {
    [ATTR_GEN_AI_OPERATION_NAME]: 'execute_tool',
    [ATTR_GEN_AI_TOOL_NAME]: interpreter,
    [ATTR_GEN_AI_TOOL_TYPE]: 'function',
    'tos.command': index,
  },
})

export const commandEnd = ({ outcome, exitCode }: EventOf<'command.finished'>): Attributes => ({
  'tos.outcome': outcome,
  ...(exitCode !== null && { [ATTR_PROCESS_EXIT_CODE]: exitCode }),
})

export const questionSpan = ({ question, commands }: EventOf<'approval.asked'>): Named => ({
  name: 'question',
  attributes: { 'tos.question': question, 'tos.commands': commands.length },
})
