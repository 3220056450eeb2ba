// Settings with what an operator has raised in them: jobs of the loop and steps of a job are raised like every limit.
import type { LimitName, RaisableName, Settings } from './settings.ts'

const isLimit = (name: RaisableName): name is LimitName => name !== 'max_jobs' && name !== 'max_steps'

/** Counts are whole and begin at 1; a limit may be any amount. */
export const isRaise = (name: RaisableName, value: number): boolean =>
  isLimit(name) ? Number.isFinite(value) && value >= 0 : Number.isInteger(value) && value >= 1

/** What `raised` says of jobs and steps holds for the rest of the loop, whatever a later run is configured with. */
export function withRaised(settings: Settings, raised: Readonly<Partial<Record<RaisableName, number>>>): Settings {
  const { max_jobs: jobs, max_steps: steps } = raised
  if (jobs === undefined && steps === undefined) return settings
  const { config } = settings
  const { s5_settings: experimental } = config
  const loop = jobs === undefined ? experimental.job_loop : { ...experimental.job_loop, max_jobs: jobs }
  return {
    ...settings,
    config: { ...config, max_steps: steps ?? config.max_steps, s5_settings: { ...experimental, job_loop: loop } },
  }
}
