// A call that is being made, as its role's state shows it.
import type { CallState } from './call-state.ts'
import type { EventOf } from './event.ts'

export const askedCall = (before: CallState, event: EventOf<'model.asked'>): Partial<CallState> => ({
  status: 'asked',
  round: event.round,
  attempt: event.attempt,
  prompt: before.prompt ?? event.prompt,
  promptLength: event.prompt.length,
  model: event.model,
  retryAt: null,
})
