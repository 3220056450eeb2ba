// A loop of the queue named in a call: the command then speaks to its project, wherever it was called.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { openFolderEngine } from '../fleet/folder.ts'
import { queueFolder } from '../files/layout.ts'

/** Of a name that is none, in characters. */
const longest = 60

/** The folder of its project. */
export async function rootOfSubmitted(name: string, environment: NodeJS.ProcessEnv): Promise<Result<string>> {
  const loop = (await openFolderEngine(queueFolder(environment)).list()).find((each) => each.name === name)
  if (loop) return succeed(loop.root)
  const what = `no loop '${name.slice(0, longest)}' was submitted`
  return fail({ what, remedy: "see 'tos fleet list'", exitCode: exitCodes.usage })
}
