// What a loop of the fleet left, brought here: its tree with its repository, and its journal.
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { succeed, type Result } from '../core/failure.ts'
import { makeFolders } from '../core/make-folders.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import type { Travel } from './engine.ts'
import { layOut } from './lay-out.ts'
import { madeWhole } from './made-whole.ts'
import type { Origin } from './submission.ts'

interface Place {
  readonly travel: Travel
  readonly environment: NodeJS.ProcessEnv
  /** Where relative folders begin. */
  readonly folder: string
}

/** `to` must not be there. Resolves to its absolute path. */
export async function getLoop(name: string, origin: Origin, to: string, place: Place): Promise<Result<string>> {
  const path = resolve(place.folder, to)
  return madeWhole(path, async (part) => {
    const laid = await layOut({
      folder: part,
      remotes: join(part, 'remotes'),
      origin,
      ...(await place.travel.trees(name)),
      environment: place.environment,
    })
    if (!laid.ok) return laid
    const project = findProjectRoot(laid.value.root, laid.value.root)
    const loaded = project.ok ? loadSettings(project.value) : project
    const journal = await place.travel.journal(name, 1)
    if (loaded.ok && journal.length > 0) {
      makeFolders(dirname(loaded.value.layout.journal), (folder) => mkdirSync(folder))
      writeAtomic(loaded.value.layout.journal, journal.toString('utf8'))
    }
    return succeed(path)
  })
}
