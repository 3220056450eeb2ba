// A tree that is too big for a row of the database goes by the project's own git remote, under a ref of ours.
import { bigFilesWhole, type Carried, type Carry } from '../checkpoints/carry.ts'
import { createGit } from '../checkpoints/git.ts'
import { borrowing } from '../checkpoints/import.ts'
import { exitCodes, Failed } from '../core/failure.ts'
import type { LoadedSettings } from '../files/settings.ts'
import type { Tree } from './engine.ts'

/** The ref that keeps a carried tree on the remote. */
export const carryRef = (commit: string): string => `refs/tos/carry/${commit}`

export interface BigOptions {
  readonly remote: string
  /** What the remote has, or a tree that was carried before. */
  readonly parent: string
  readonly environment: NodeJS.ProcessEnv
  readonly loaded: Pick<LoadedSettings, 'settings'>
}

/** The tree with its pack, or without one where it went to the remote. @throws Failed when that refuses it */
export async function sendBig(
  carry: Carry,
  { commit, pack }: Carried,
  { remote, environment, loaded }: BigOptions,
): Promise<Tree> {
  const { max_carry_mb: cap } = loaded.settings.tos.fleet
  if (pack === null || pack.length <= cap * 1024 * 1024) return { commit, pack }
  const { folder, repository } = carry.shadow
  const git = createGit({
    folder,
    environment,
    own: { GIT_DIR: folder, GIT_CONFIG_NOSYSTEM: '1', ...borrowing(carry.shadow) },
    silenceMs: repository.silenceMs,
  })
  const pushed = await git.call(['push', '-q', '--no-verify', remote, `${commit}:${carryRef(commit)}`], {
    config: bigFilesWhole,
  })
  if (pushed.code === 0) return { commit, pack: null }
  const megabytes = Math.ceil(pack.length / 2 ** 20)
  throw new Failed({
    what: `the tree is too big for the database (${megabytes} MB), and the remote did not take it (${pushed.err.trim().split('\n').at(-1) ?? ''})`,
    where: remote,
    remedy: "let this user push refs/tos/, name fewer folders in 'fleet.carry', or raise 'fleet.max_carry_mb'",
    exitCode: exitCodes.failed,
  })
}
