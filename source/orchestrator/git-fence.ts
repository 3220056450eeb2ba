// The walls around git that this program starts on a project; the setting of the sandbox says whether there are any.
import type { Settings } from '../core/settings.ts'
import { openGitFence, type GitFence } from '../executor/git/fence.ts'

/** Null where bubblewrap does not work, or with `exec.sandbox` off: not even around git. @throws Failed when it cannot be tried at this moment */
export const gitFence = async (
  { tos: { exec } }: Pick<Settings, 'tos'>,
  environment: NodeJS.ProcessEnv,
): Promise<GitFence | null> => (exec.sandbox === 'off' ? null : await openGitFence(environment))
