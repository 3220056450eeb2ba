// What the screen's "go on" means for a loop of another host: no runner is started here, whoever takes the loop is asked.
import { exitCodes, fail, type Result } from '../core/failure.ts'
import type { Elsewhere } from '../ui/app/elsewhere.ts'
import type { StartWish } from '../ui/app/session-ports.ts'

export async function startAfar(
  { ask }: Elsewhere,
  { mode, inDoubt, raise }: StartWish,
  by: string,
): Promise<Result<null>> {
  if (mode !== 'run')
    return fail({
      what: 'the loop is on another host',
      remedy: "get what it left with 'tos fleet get', or submit it anew",
      exitCode: exitCodes.failed,
    })
  const raised = raise ? await ask({ kind: 'raise', by, ...raise }) : null
  if (raised?.ok === false) return raised
  const asked = await ask({ kind: 'resume', by, ...(inDoubt !== 'stop' && { inDoubt }) })
  return asked.ok ? { ok: true, value: null } : asked
}
