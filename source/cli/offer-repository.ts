// A project in no repository has no checkpoints: at a terminal one is offered, elsewhere it is said how to make one.
import { openGit } from '../checkpoints/git.ts'
import { openRepository } from '../checkpoints/repository.ts'
import { fail, succeed, type Result } from '../core/failure.ts'
import { noRepository } from '../orchestrator/snapshots.ts'
import { ask } from './ask.ts'
import type { Terminal } from './command.ts'

interface Folder {
  readonly root: string
  readonly environment: NodeJS.ProcessEnv
}

/** `wish`: null where it is to be asked. */
export async function offerRepository(
  { root, environment }: Folder,
  terminal: Terminal,
  wish: boolean | null = null,
): Promise<Result<void>> {
  const options = { environment, silenceMs: 60_000 }
  const found = await openRepository({ root, ...options })
  if (!found.ok) return found
  if (found.value) return succeed(undefined)
  const isWanted =
    wish ?? (terminal.isTty && (await ask(`${root} is in no git repository. Make one there? Type yes: `)) === 'yes')
  if (!isWanted) return fail(noRepository(root))
  await openGit(root, environment).init()
  terminal.error(`tos: made a git repository in ${root}\n`)
  return succeed(undefined)
}
