// Where a call is made from. A folder that was removed under a shell is told as no project, and nothing is done in it.
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Absolute. Where it is gone, the nearest folder above it that is there; this process goes on from that one. */
export function currentFolder(environment: NodeJS.ProcessEnv): string {
  try {
    return process.cwd()
  } catch {
    let folder = resolve('/', environment['PWD'] ?? '/')
    while (!existsSync(folder)) folder = dirname(folder)
    process.chdir(folder)
    return folder
  }
}
