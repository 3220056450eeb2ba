// Opens a project for a command that writes but runs nothing.
import type { Result } from '../core/failure.ts'
import { openForWriting as open, type Writing } from '../orchestrator/open-for-writing.ts'
import { localTime } from '../views/local-time.ts'
import type { Invocation, Terminal } from './command.ts'
import { whereOf } from './settle.ts'

export type { Writing }

export const openForWriting = (invocation: Invocation, terminal: Terminal, purpose: string): Promise<Result<Writing>> =>
  open(whereOf(invocation, terminal), purpose)

/** The runbook's time stamp: local, to the second. */
export function stampOf(ts: string): string {
  return localTime(ts, Intl.DateTimeFormat().resolvedOptions().timeZone).slice(0, 19)
}
