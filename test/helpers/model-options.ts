// How a model is asked where the test does not care.
import type { ModelOptions } from '../../source/models/model.ts'

export const plainOptions: ModelOptions = {
  temperature: 0.7,
  maxTokens: 2000,
  maxTokensName: 'max_tokens',
  json: 'prompt',
  stream: true,
  streamUsage: true,
}
