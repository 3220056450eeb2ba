// How long a prompt may be: the setting, and less for a model that found one too long.
import type { Role } from './event-place.ts'
import type { LoopState, RunState, State } from './state.ts'

/** Times the budget of a model is halved before its "too long" is believed to be for ever. */
const maxHalvings = 3
/** Without a setting, in journals of versions that knew none. */
const defaultBudget = 16_000

/** What a model has shown to be too long. */
export interface PromptLimit {
  readonly budget: number
  readonly halvings: number
}

export function promptBudget({ loop, run }: { loop: LoopState; run: RunState }, model: string): number {
  const set = run.settings.tos.models.max_prompt_chars ?? defaultBudget
  return Math.min(set, loop.promptLimits[model]?.budget ?? set)
}

/** After a prompt was too long: the model's next ones have half of its length, in whatever role and run of this loop. */
export function withShorterPrompts(state: State, role: Role): State {
  const { loop, run, step } = state
  if (!loop || !run || !step) return state
  const { model, promptLength } = step.calls[role]
  const halvings = (loop.promptLimits[model]?.halvings ?? 0) + 1
  const budget = Math.floor(Math.min(promptBudget({ loop, run }, model), promptLength) / 2)
  return { ...state, loop: { ...loop, promptLimits: { ...loop.promptLimits, [model]: { budget, halvings } } } }
}

/** May a prompt that was too long be asked again, shorter? */
export const mayHalve = ({ promptLimits }: LoopState, model: string): boolean =>
  (promptLimits[model]?.halvings ?? 0) <= maxHalvings
