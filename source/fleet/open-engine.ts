// The queue a call speaks to: the fleet's database where one is named, else the folder of this machine and user.
import { succeed, type Failure, type Result } from '../core/failure.ts'
import { readFleetSettings } from '../files/fleet-file.ts'
import { queueFolder } from '../files/layout.ts'
import type { Engine } from './engine.ts'
import { openFolderEngine } from './folder.ts'

export interface OpenOptions {
  /** Hears of what cannot be read; the rest goes on without it. */
  readonly tell?: (failure: Failure) => void
  readonly isOwner?: boolean
  /** Resolves to whether a queue that does not answer is to be tried again; without it that is a failure. */
  readonly onAway?: (failure: Failure) => Promise<boolean>
}

export async function openEngine(environment: NodeJS.ProcessEnv, options: OpenOptions = {}): Promise<Result<Engine>> {
  const settings = readFleetSettings(environment)
  if (!settings.ok) return settings
  const { url, ca, isInsecure, leaseSec } = settings.value
  if (url === null) return succeed(openFolderEngine(queueFolder(environment), options))
  // Only here: nobody else pays for what speaks to a database.
  const { openPostgresEngine } = await import('./postgres/engine.ts')
  return openPostgresEngine({ url, ca, isInsecure }, { leaseSec, ...options })
}
