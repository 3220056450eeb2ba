// doctor: the runbook's start conditions and daily checks. Looks only; calls models only with --online.
import { exitCodes } from '../core/failure.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { flag, report, text, type Command } from './command.ts'
import { examine } from './examine.ts'
import { callModels } from './online.ts'
import { failedOf, findingLine, tally } from './routine/protocol.ts'

export const doctor: Command = {
  async run(invocation, terminal) {
    const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
    if (!found.ok) return report(found.failure, terminal)
    const looked = await examine(found.value, terminal.environment)
    const called = flag(invocation, 'online') ? await callModels(found.value, terminal.environment) : []
    const findings = [...looked, ...called]
    const failed = failedOf({ findings })
    if (flag(invocation, 'json')) terminal.out(`${JSON.stringify({ ok: failed === 0, findings }, null, 2)}\n`)
    else terminal.out(`${findings.map(findingLine).join('')}\n${tally(findings)}`)
    return failed === 0 ? exitCodes.well : exitCodes.failed
  },
}
