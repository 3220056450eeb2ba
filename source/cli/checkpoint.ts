// checkpoint: the runbook's commit. While a loop runs it is asked to make it before its next step.
import { badName } from '../checkpoints/checkpoint.ts'
import { exitCodes, need } from '../core/failure.ts'
import { printable } from '../core/printable.ts'
import type { Layout } from '../files/layout.ts'
import type { CheckpointMade } from '../library/api.ts'
import { runbookUsage } from './arguments.ts'
import { flag, report, text, texts, type Command, type Invocation, type Terminal } from './command.ts'
import { offerRepository } from './offer-repository.ts'
import { projectOf } from './project.ts'
import { mustTakeSummary, saveFacts, stampOf } from './summary-file.ts'

export const checkpoint: Command = {
  async run(invocation, terminal) {
    const lines = printer(invocation, terminal)
    const [name] = invocation.operands
    if (name === undefined) {
      if (flag(invocation, 'json')) return report(noName, terminal)
      lines(['error: -CheckpointName required for checkpoint mode'])
      terminal.out(runbookUsage)
      return exitCodes.failed
    }
    const bad = badName(name)
    if (bad) return report(bad, terminal)
    const { project, layout } = await projectOf(invocation, terminal)
    mustTakeSummary(layout, text(invocation, 'summary-file'))
    const { root } = project
    lines(['TOS cc_run start', `Root ${root}`, `Mode ${invocation.typed}`])
    try {
      if (terminal.isTty && project.runner() === null)
        need(await offerRepository({ root, environment: terminal.environment }, terminal))
      const made = await project.checkpoints.make(name, { include: texts(invocation, 'include') })
      return tell(made, layout, invocation, terminal)
    } catch (error) {
      lines(['checkpoint failed with exit code 1'])
      throw error
    }
  },
}

const noName = { what: 'no name is given', remedy: "write 'tos checkpoint NAME'", exitCode: exitCodes.failed } as const

/** Lines of the runbook; with --json there are none. */
export const printer =
  (invocation: Invocation, terminal: Terminal) =>
  (lines: readonly string[]): void => {
    if (!flag(invocation, 'json')) terminal.out(lines.map((line) => `${printable(line)}\n`).join(''))
  }

function tell(event: CheckpointMade, layout: Layout, invocation: Invocation, terminal: Terminal): number {
  const { commit, ts } = event
  const given = text(invocation, 'summary-file')
  const facts = { mode: 'checkpoint', checkpoint_hash: commit, timestamp: stampOf(ts), root: layout.root }
  const saved = given === null ? [] : saveFacts(layout, given, facts)
  if (flag(invocation, 'json')) terminal.out(`${JSON.stringify(event)}\n`)
  const kept = `last_checkpoint saved ${layout.lastCheckpoint}`
  printer(invocation, terminal)([commit, kept, `checkpoint ${commit}`, ...saved, 'TOS cc_run end'])
  return exitCodes.well
}
