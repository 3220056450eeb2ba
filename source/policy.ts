// The policy alone: what other programs import as 'tos-tui/policy'. Importing it does nothing.
export { checkCommand, type CheckOptions } from './library/check-command.ts'
export { packNames, type PackName } from './core/policy-settings.ts'
export { Failed, type Failure } from './core/failure.ts'
export type { Judgement } from './core/state.ts'
