// What keeps this host from running loops: no room, or no sandbox though it wants one. It takes none then, and what failed on it
// may go on elsewhere.
import { mkdirSync, realpathSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, Failed, type Failure } from '../core/failure.ts'
import { refusedBySystem } from '../core/errno.ts'
import { defaultTos } from '../core/tos-schema.ts'
import { openSandbox } from '../executor/sandbox.ts'

/** Bytes: a host that is full frees and fills a little all the time. */
const neededBytes = 16 * 2 ** 20

const neededFiles = 1000

/** What a loop needs and this host has not: it says nothing about the loop. */
export class HostLacks extends Failed {}

/** Why no loop can be run below `folder` now; null where one can. */
export function lackOfRoom(folder: string): Failure | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return fullness(folder)
  } catch (error) {
    return refusedBySystem(folder, error, 'write')
  }
}

function fullness(folder: string): Failure | null {
  const { bavail, bsize, files, ffree } = statfsSync(folder)
  // A file system that makes them as they are needed tells none.
  const hasFiles = files === 0 || ffree >= neededFiles
  if (bavail * bsize >= neededBytes && hasFiles) return null
  const left = hasFiles ? `${Math.floor((bavail * bsize) / 2 ** 20)} MB` : `${ffree} files`
  const what = `the disk of this host is full (${left} free)`
  return { what, where: folder, remedy: 'free some space', exitCode: exitCodes.failed }
}

/** Tried in an empty folder until it works once; a loop tries its own again. Null: it works. */
export function sandboxTrial(folder: string, environment: NodeJS.ProcessEnv): () => Promise<Failure | null> {
  const exec = { ...defaultTos().exec, sandbox: 'required' as const }
  let works = false
  return async () => {
    if (works) return null
    const root = join(folder, 'trial')
    mkdirSync(root, { recursive: true, mode: 0o700 })
    const places = {
      root: realpathSync(root),
      readOnlyFolders: [],
      readOnlyFiles: [],
      unreadable: [],
      pinned: [],
      gone: [],
    }
    const opened = await openSandbox({ places, exec, environment, writable: [] })
    works = typeof opened !== 'string'
    if (typeof opened !== 'string') return null
    const remedy = "mend it (docs/sandbox.md), or set 'require_sandbox' to false in fleet.json"
    return { what: `this host has no sandbox: ${opened}`, remedy, exitCode: exitCodes.failed }
  }
}
