// Starts the process that tells people what a run does: beside it, so that a slow server or command holds nothing up.
import { spawn } from 'node:child_process'
import type { Layout } from '../files/layout.ts'

/** It ends by itself when the run has ended and everything is told. Without it 'tos watchdog' tells the same later. */
export function startHerald({ root }: Layout, environment: NodeJS.ProcessEnv): void {
  const [, entry = ''] = process.argv
  const child = spawn(process.execPath, [entry, 'watchdog', '--follow', '--root', root], {
    cwd: root,
    env: environment,
    stdio: 'ignore',
    detached: true,
  })
  child.on('error', () => undefined)
  child.unref()
}
