// The value of a limit as the screen and its notifications say it.
import { grouped } from '../../core/text.ts'
import type { LimitName } from '../../core/settings.ts'

export const limitFigures: Readonly<Record<LimitName, (value: number) => string>> = {
  max_cost_usd: (value) => `$${value.toFixed(2)}`,
  max_tokens: (value) => grouped(Math.round(value)),
  max_minutes: (value) => `${value.toFixed(0)} min`,
  no_progress_steps: String,
}
