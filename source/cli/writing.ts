// Opens a project for a command that writes but runs nothing: what was interrupted is settled, the lock is held.
import { succeed, type Result } from '../core/failure.ts'
import { createMasker } from '../files/mask.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import type { Place } from '../orchestrator/checkpoints.ts'
import { secretsOf } from '../orchestrator/secrets.ts'
import { openSession, type Session } from '../orchestrator/session.ts'
import { localTime } from '../views/local-time.ts'
import { text, type Invocation, type Terminal } from './command.ts'
import { settleInterrupted } from './settle.ts'
import { version } from './version.ts'

export interface Writing {
  readonly place: Place
  readonly session: Session
}

export async function openForWriting(
  invocation: Invocation,
  terminal: Terminal,
  purpose: string,
): Promise<Result<Writing>> {
  const settled = await settleInterrupted(invocation, terminal)
  if (!settled.ok) return settled
  const project = findProjectRoot(terminal.folder, text(invocation, 'root'))
  if (!project.ok) return project
  const loaded = loadSettings(project.value)
  if (!loaded.ok) return loaded
  const { layout, settings } = loaded.value
  const { environment } = terminal
  const masker = createMasker(secretsOf(environment, loaded.value))
  const opened = await openSession({ layout, masker, version, now: () => new Date(), purpose, isClean: false })
  if (!opened.ok) return opened
  return succeed({ place: { layout, settings, environment }, session: opened.value })
}

/** The runbook's time stamp: local, to the second. */
export function stampOf(ts: string): string {
  return localTime(ts, Intl.DateTimeFormat().resolvedOptions().timeZone).slice(0, 19)
}
