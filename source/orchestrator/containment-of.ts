// Adds up what sandbox and snapshots guarantee here, for the judge.
import { openRepository } from '../checkpoints/repository.ts'
import type { Containment } from '../core/containment.ts'
import type { Sandbox } from '../executor/sandbox.ts'
import type { LoadedSettings } from '../files/settings.ts'
import { gitFence } from './git-fence.ts'

/** Looks at the repository and changes nothing. */
export async function containmentOf(
  { layout, settings }: LoadedSettings,
  { walls }: Pick<Sandbox, 'walls'>,
  environment: NodeJS.ProcessEnv,
): Promise<Containment> {
  return { walls, uncovered: await uncovered({ layout, settings }, environment) }
}

/** Why nothing would be brought back, or null. */
async function uncovered(
  { layout, settings }: Pick<LoadedSettings, 'layout' | 'settings'>,
  environment: NodeJS.ProcessEnv,
): Promise<string | null> {
  const { snapshots, git_timeout_sec: seconds } = settings.tos.checkpoints
  if (!snapshots) return "'checkpoints.snapshots' is off"
  const opened = await openRepository({
    root: layout.root,
    environment,
    silenceMs: seconds * 1000,
    fence: await gitFence(settings, environment),
  })
  if (!opened.ok) return opened.failure.what
  return opened.value === null ? 'the project is in no git repository' : null
}
