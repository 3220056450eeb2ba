// routine: the runbook's daily, weekly and monthly checks, as a dated and signed protocol. Looks only.
import { hostname } from 'node:os'
import { exitCodes } from '../core/failure.ts'
import { gitFence } from '../orchestrator/git-fence.ts'
import { userName } from '../files/lock.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings, type LoadedSettings } from '../files/settings.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command } from './command.ts'
import { attempted, examine } from './examine.ts'
import { daily } from './routine/daily.ts'
import { factsOf, type Routine } from './routine/facts.ts'
import { monthly } from './routine/monthly.ts'
import { failedOf, protocolText, type Protocol } from './routine/protocol.ts'
import { weekly } from './routine/weekly.ts'
import { version } from './version.ts'

const routines: Readonly<Record<string, Routine>> = { daily, weekly, monthly }

export const routine: Command = {
  async run(invocation, terminal) {
    const [name = ''] = invocation.operands
    const wanted = Object.hasOwn(routines, name) ? routines[name] : undefined
    if (!wanted) {
      const what = name === '' ? 'no routine is named' : `there is no routine '${name}'`
      return report(usageFailure(what, "write 'tos routine daily', weekly or monthly"), terminal)
    }
    const project = findProjectRoot(terminal.folder, text(invocation, 'root'))
    if (!project.ok) return report(project.failure, terminal)
    const { environment } = terminal
    const now = new Date()
    // The start conditions are the daily routine's first half: a broken configuration is one of its findings.
    const first = name === 'daily' ? await examine(project.value, environment) : []
    const loaded = loadSettings(project.value)
    if (!loaded.ok && first.length === 0) return report(loaded.failure, terminal)
    const looked = loaded.ok ? await lookAt(loaded.value, wanted, environment, now) : { findings: [], commit: null }
    const protocol: Protocol = {
      routine: name,
      at: now.toISOString(),
      by: `${userName()}@${hostname()}`,
      root: project.value.root,
      version,
      commit: looked.commit,
      findings: [...first, ...looked.findings],
      byHand: wanted.byHand,
      remark: text(invocation, 'remark'),
    }
    const ok = failedOf(protocol) === 0
    terminal.out(
      flag(invocation, 'json') ? `${JSON.stringify({ v: 1, ok, ...protocol }, null, 2)}\n` : protocolText(protocol),
    )
    return ok ? exitCodes.well : exitCodes.failed
  },
}

async function lookAt(loaded: LoadedSettings, { checks }: Routine, environment: NodeJS.ProcessEnv, now: Date) {
  const facts = factsOf(loaded, environment, { fence: await gitFence(loaded.settings, environment), now })
  const findings = (await Promise.all(checks.map((check) => attempted('files', () => check(facts))))).flat()
  const [commit = null] = (await facts.git('rev-parse', '--short=12', 'HEAD')) ?? []
  return { findings, commit }
}
