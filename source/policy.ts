// The policy alone: what other programs import as 'tos-tui/policy'. Importing it does nothing.
export { checkCommand, explainCommand } from './library/check-command.ts'
export { packNames } from './core/policy-settings.ts'
export { Failed } from './core/failure.ts'
export type { CheckOptions, Effect, Explained, ExplainedCall, Failure, Judgement, PackName } from './library/api.ts'
