// Opens a project for what writes but runs nothing: what was interrupted is settled first, then the lock is held.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Fact } from '../core/event.ts'
import { succeed, type Result } from '../core/failure.ts'
import { restorePath } from '../files/layout.ts'
import { createMasker } from '../files/mask.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import type { Place } from './checkpoints.ts'
import { secretsOf } from './secrets.ts'
import { seenPutBack } from './proof.ts'
import { openSession, type Session } from './session.ts'
import { settle } from './settle.ts'

export interface WhereAndHow {
  /** Where the search for the project begins. */
  readonly folder: string
  /** The project's root where it was named; nothing is searched then. */
  readonly root: string | null
  readonly environment: NodeJS.ProcessEnv
  /** The program's. */
  readonly version: string
  /** Tells a person what is settled on the way. */
  readonly say: (line: string) => void
}

export interface Writing {
  readonly place: Place
  readonly session: Session
}

/** Who gets it closes the session. `purpose` is shown to others that find the project held. */
export async function openForWriting(where: WhereAndHow, purpose: string): Promise<Result<Writing>> {
  const settled = await settleInterrupted(where)
  return settled.ok ? open(where, purpose) : settled
}

async function open({ folder, root, environment, version }: WhereAndHow, purpose: string): Promise<Result<Writing>> {
  const project = findProjectRoot(folder, root)
  if (!project.ok) return project
  const loaded = loadSettings(project.value)
  if (!loaded.ok) return loaded
  const { layout, settings } = loaded.value
  const masker = createMasker(secretsOf(environment, loaded.value))
  const opened = await openSession({ layout, masker, version, now: () => new Date(), purpose, isClean: false })
  return opened.ok ? succeed({ place: { layout, settings, environment }, session: opened.value }) : opened
}

/**
 * A rollback or undo that was interrupted is finished, or taken back; what came of it. Does nothing when none was. Fails when another
 * process holds the project, or when neither works.
 */
export async function settleInterrupted(where: WhereAndHow): Promise<Result<readonly Fact[]>> {
  const found = locate(where)
  if (!found) return succeed([])
  const settled = await settle({ ...found, environment: where.environment, say: where.say })
  if (!settled.ok || settled.value.length === 0) return settled
  // The files are whole again; a journal that cannot be written is told by what comes next.
  const opened = await open(where, 'rollback')
  if (!opened.ok) return settled
  const { session, place } = opened.value
  session.append(
    settled.value.map((fact) => ({ ...fact, ...seenPutBack(place.layout.root, session.journal.fold.state) })),
  )
  session.close()
  return settled
}

/** The project may be without its configuration now: then its usual log folder tells. */
function locate({ folder, root: named }: WhereAndHow): { root: string; logs: string } | null {
  const project = findProjectRoot(folder, named)
  const loaded = project.ok ? loadSettings(project.value) : project
  if (loaded.ok) {
    const { layout } = loaded.value
    return existsSync(layout.restore) ? { root: layout.root, logs: layout.logs } : null
  }
  for (let root = resolve(folder, named ?? '.'); ; root = dirname(root)) {
    const logs = join(root, 'logs')
    if (existsSync(restorePath(logs))) return { root, logs }
    if (named !== null || dirname(root) === root) return null
  }
}
