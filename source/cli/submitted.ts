// A loop of the queue named in a call: the command then speaks to its project, or through the database to whoever runs it.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { openEngine } from '../fleet/open-engine.ts'
import type { Invocation, Terminal } from './command.ts'
import { askFleet } from './ask-fleet.ts'

/** Of a name that is none, in characters. */
const longest = 60

/** The folder of its project; or the exit code, where the loop is not here and was spoken to. */
export async function speakTo(
  name: string,
  invocation: Invocation,
  terminal: Terminal,
): Promise<Result<{ readonly root: string } | { readonly exitCode: number }>> {
  const engine = await openEngine(terminal.environment)
  if (!engine.ok) return engine
  try {
    const loop = (await engine.value.list()).find((each) => each.name === name)
    if (!loop) {
      const what = `no loop '${name.slice(0, longest)}' was submitted`
      return fail({ what, remedy: "see 'tos fleet list'", exitCode: exitCodes.usage })
    }
    const { travel } = engine.value
    if (travel === null) return succeed({ root: loop.root })
    if (invocation.name === 'attach' || invocation.name === 'watch') {
      const { lookFromAfar } = await import('./afar.ts')
      return succeed({ exitCode: await lookFromAfar({ ...engine.value, travel }, loop, invocation, terminal) })
    }
    return succeed({ exitCode: await askFleet({ loop, travel, invocation, terminal }) })
  } finally {
    await engine.value.close()
  }
}
