// Before a command writes: a rollback or undo that was interrupted is finished, or taken back.
import type { Fact } from '../core/event.ts'
import type { Result } from '../core/failure.ts'
import { settleInterrupted as settle, type WhereAndHow } from '../orchestrator/open-for-writing.ts'
import { text, type Invocation, type Terminal } from './command.ts'
import { version } from './version.ts'

export const settleInterrupted = (invocation: Invocation, terminal: Terminal): Promise<Result<readonly Fact[]>> =>
  settle(whereOf(invocation, terminal))

/** Where a call wants to write, and whom it tells. */
export const whereOf = (invocation: Invocation, terminal: Terminal): WhereAndHow => ({
  folder: terminal.folder,
  root: text(invocation, 'root'),
  environment: terminal.environment,
  version,
  say: (line) => terminal.error(`tos: ${line}\n`),
})
