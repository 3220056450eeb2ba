// Names of step files.

/** `step_007.json`: at least three digits. */
export const stepFileName = (step: number): string => `step_${String(step).padStart(3, '0')}.json`

/** The step number of a file name, or null when it is no step file (`step_1.json` is none). */
export function stepOfFileName(name: string): number | null {
  const digits = /^step_(\d{3,})\.json$/.exec(name)?.[1]
  const step = Number(digits)
  return step >= 1 && stepFileName(step) === name ? step : null
}
