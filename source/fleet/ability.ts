// Whether a host can run loops now: looked at when it would take one, told when it changes.
import { describeFailure, type Failure } from '../core/failure.ts'

/** The usual time between two looks at a host that cannot: a trial may cost a process. Milliseconds. */
export const unableMs = 5000

export interface Ability {
  readonly look: () => Promise<boolean>
  /** What the last look found. */
  readonly lack: () => Failure | null
}

export function openAbility(
  lacks: () => Promise<Failure | null>,
  { say, lookAgainMs }: { say: (line: string) => void; lookAgainMs: number },
): Ability {
  let lack: Failure | null = null
  let at = 0
  return {
    lack: () => lack,
    async look() {
      if (lack && performance.now() - at < lookAgainMs) return false
      const now = await lacks()
      at = performance.now()
      if (now && now.what !== lack?.what) say(`${describeFailure(now)}; nothing is taken until then`)
      if (!now && lack) say('this host can run loops again')
      lack = now
      return lack === null
    },
  }
}
