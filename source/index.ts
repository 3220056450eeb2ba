// The library: what other programs import as 'tos-tui'. Importing it does nothing.
export { openProject } from './library/project.ts'
export { checkCommand } from './library/check-command.ts'
export { Failed } from './core/failure.ts'
export type * from './library/api.ts'
