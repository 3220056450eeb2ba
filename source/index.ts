// The library: what other programs import as 'tos-tui'. Importing it does nothing.
export { openProject, type OpenOptions, type Project, type WatchOptions } from './library/project.ts'
export type { Run, RunEnd, RunOptions } from './library/run.ts'
export type { Checkpoints } from './library/checkpoints.ts'
export { checkCommand, type CheckOptions } from './library/check-command.ts'
export { Failed, type Failure } from './core/failure.ts'
export type { Command, Event, EventOf, EventType } from './core/event.ts'
export type { Judgement, State } from './core/state.ts'
export type { Request } from './core/request.ts'
