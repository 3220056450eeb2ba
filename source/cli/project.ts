// Opens the project of a call: as the library has it, or to look at it (settings and the fold of its journal).
import { need, succeed, type Result } from '../core/failure.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { currentHolder, type LockHolder } from '../files/lock.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings, type LoadedSettings } from '../files/settings.ts'
import { tellInterrupted } from '../library/tell-interrupted.ts'
import { overviewFold, type Overview } from '../views/overview.ts'
import { text, type Invocation, type Terminal } from './command.ts'
import { version } from './version.ts'

export interface FoundProject extends LoadedSettings {
  /** The living process that holds the lock. */
  readonly holder: LockHolder | null
}

export interface OpenedProject extends FoundProject {
  readonly overview: Overview
}

/** As any program can open it. @throws Failed */
export async function projectOf(invocation: Invocation, { folder, environment, error }: Terminal) {
  const found = need(findProjectRoot(folder, text(invocation, 'root')))
  // Whoever only looks at the journal needs none of it.
  const { openFound } = await import('../library/project.ts')
  return openFound(found, { environment, tell: (sentence) => error(`tos: ${sentence}\n`) })
}

/** Takes no lock and writes nothing. */
export function openProject(invocation: Invocation, terminal: Terminal): Result<OpenedProject> {
  const found = findProject(invocation, terminal)
  if (!found.ok) return found
  const folded = foldJournal(found.value.layout, overviewFold(version))
  if (!folded.ok) return folded
  return succeed({ ...found.value, overview: folded.value.fold })
}

/** For who reads the journal itself: nothing of it is read here. */
export function findProject(invocation: Invocation, terminal: Terminal): Result<FoundProject> {
  const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
  if (!found.ok) return found
  const loaded = loadSettings(found.value)
  if (!loaded.ok) return loaded
  tellInterrupted(loaded.value.layout, (sentence) => terminal.error(`tos: ${sentence}\n`))
  return succeed({ ...loaded.value, holder: currentHolder(loaded.value.layout.lock) })
}
