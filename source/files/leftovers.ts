// Temporary files that a killed process left beside the files it was writing. The caller holds the lock.
import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Layout } from './layout.ts'
import { within } from './open-regular.ts'
import { isRunning } from './process-identity.ts'
import { temporaryName } from './write-atomic.ts'

/** Removes them. Those of a process that lives here stay: viewers and senders of requests hold no lock. */
export function removeLeftovers(layout: Layout): void {
  const { logs, steps, inbox, viewers, phaseState, jobResult } = layout
  for (const folder of [logs, steps, inbox, viewers]) removeIn(folder, () => true)
  // Commands write here too: only what has the name of a file of ours.
  for (const path of [phaseState, jobResult]) removeIn(dirname(path), (name) => name === basename(path))
}

/** A folder that a link has taken the place of is somebody else's: nothing goes there. */
function removeIn(folder: string, isOurs: (name: string) => boolean): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return
  try {
    within(folder, ({ at }) => {
      for (const entry of readdirSync(at('.'))) {
        const [, name = '', pid = ''] = temporaryName.exec(entry) ?? []
        if (name === '' || !isOurs(name) || (Number(pid) !== process.pid && isRunning(Number(pid)))) continue
        rmSync(at(entry), { force: true })
      }
    })
  } catch {
    // It is only in the way of the eye.
  }
}
