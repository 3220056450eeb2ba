// Hands the session what it may not do itself: start runs, make projects, verify, keep preferences. What it needs for
// that is loaded when it is wanted: most screens only look.
import { existsSync } from 'node:fs'
import { exitCodes, fail, succeed } from '../core/failure.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { ownName } from '../files/own-name.ts'
import { openPreferences } from '../files/preferences.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadConfig } from '../files/config-file.ts'
import { overviewFold } from '../views/overview.ts'
import type { Project, SessionPorts, StartWish } from '../ui/app/session-ports.ts'
import { testReport } from '../views/launcher.ts'
import type { Terminal } from './command.ts'
import { sessionCheckpoints } from './session-checkpoints.ts'
import { startAfar } from './start-afar.ts'
import { lookAtRepository } from './session-repository.ts'
import { version } from './version.ts'

export function sessionPorts({ environment, folder }: Terminal): SessionPorts {
  return {
    by: ownName(),
    folder,
    preferences: openPreferences(environment),
    open(root) {
      const found = findProjectRoot(folder, root)
      const loaded = found.ok ? loadConfig(found.value) : found
      return loaded.ok ? succeed({ ...loaded.value, foldOf: overviewFold(version) }) : loaded
    },
    async start({ layout, elsewhere }, wish) {
      if (elsewhere) return startAfar(elsewhere, wish, ownName())
      const { startRunner } = await import('./start-runner.ts')
      const failed = await startRunner(runArguments(wish), layout, environment)
      return failed ? fail(failed.failure) : succeed(null)
    },
    async initProject(root) {
      const { initProject } = await import('./init.ts')
      const made = initProject(root)
      return made.ok ? succeed(root) : made
    },
    async makeDemo() {
      const { makeDemoProject, newDemoFolder } = await import('./demo-project.ts')
      const root = newDemoFolder()
      await makeDemoProject(root, environment)
      return succeed(root)
    },
    verify: (project) => Promise.resolve(verify(project)),
    async report({ layout }, journal) {
      const { reportBySelf } = await import('./session-report.ts')
      return reportBySelf({ root: layout.root, environment }, layout, journal)
    },
    repository: ({ layout, elsewhere }) =>
      elsewhere ? Promise.resolve(null) : lookAtRepository(layout.root, environment),
    checkpoints: ({ layout, elsewhere }) => (elsewhere ? null : sessionCheckpoints(layout, environment)),
    async page(text) {
      const { page } = await import('./pager.ts')
      return page(text, environment)
    },
    async judge({ layout }, command) {
      const { judgeBySelf } = await import('./session-policy.ts')
      return judgeBySelf({ root: layout.root, environment }, command)
    },
  }
}

const runArguments = ({ mode, until, inDoubt, raise }: StartWish): string[] => [
  ...(inDoubt === 'stop' && !raise ? [mode] : ['resume', `--in-doubt=${inDoubt}`]),
  ...(raise ? [`--raise=${raise.limit}=${raise.value}`] : []),
  ...(until === 'loop' ? ['--loop'] : []),
]

function verify({ layout, foldOf }: Project): readonly string[] {
  const folded = foldJournal(layout, foldOf)
  if (!folded.ok) return [`${folded.failure.what} (exit ${exitCodes.failed})`]
  const jobResult = { path: layout.jobResult, isThere: existsSync(layout.jobResult) }
  return testReport(folded.value.fold.state, jobResult).lines
}
