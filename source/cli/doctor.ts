// doctor: the runbook's start conditions and daily checks. Looks only; calls models only with --online.
import { exitCodes } from '../core/failure.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { flag, report, text, type Command } from './command.ts'
import { examine, type Finding } from './examine.ts'
import { callModels } from './online.ts'

export const doctor: Command = {
  async run(invocation, terminal) {
    const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
    if (!found.ok) return report(found.failure, terminal)
    const looked = await examine(found.value, terminal.environment)
    const called = flag(invocation, 'online') ? await callModels(found.value, terminal.environment) : []
    const findings = [...looked, ...called]
    const failed = findings.filter(({ level }) => level === 'FAIL').length
    const warned = findings.filter(({ level }) => level === 'warn').length
    if (flag(invocation, 'json')) terminal.out(`${JSON.stringify({ ok: failed === 0, findings }, null, 2)}\n`)
    else
      terminal.out(
        `${findings.map(line).join('')}\n${findings.length} checks: ${failed} failed, ${warned} to look at\n`,
      )
    return failed === 0 ? exitCodes.well : exitCodes.failed
  },
}

function line({ level, check, what, remedy }: Finding): string {
  return `${level.padEnd(4)}  ${check.padEnd(16)}  ${what}${remedy ? `\n      ${' '.repeat(16)}  -> ${remedy}` : ''}\n`
}
