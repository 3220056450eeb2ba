// resume: says what happened to the run before, then goes on; a paused run is told to go on.
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import type { State } from '../core/state.ts'
import { userName } from '../files/lock.ts'
import { askRunner } from '../library/send.ts'
import { flag, report, text, texts, type Command, type Terminal } from './command.ts'
import { keepRunnerLean } from './lean-heap.ts'
import { openProject } from './project.ts'
import { parseRaise } from './raise.ts'
import { start } from './run.ts'

const decisions = ['stop', 'skip', 'rerun'] as const
type Decision = (typeof decisions)[number]

/** Behind the command in doubt: what is to be decided, or was. */
const doubtWords: Readonly<Record<Decision, string>> = {
  stop: "decide with '--in-doubt skip' (go on without it) or '--in-doubt rerun' (run it again)",
  skip: "going on without it, as '--in-doubt skip' says",
  rerun: "running it again, as '--in-doubt rerun' says",
}

export const resume: Command = {
  async run(invocation, terminal) {
    const inDoubt = decisions.find((decision) => decision === (text(invocation, 'in-doubt') ?? 'stop'))
    if (!inDoubt) {
      const what = `--in-doubt takes ${decisions.join(', ')}, not '${text(invocation, 'in-doubt') ?? ''}'`
      return report({ what, remedy: 'choose one of them', exitCode: exitCodes.usage }, terminal)
    }
    const raise = parseRaise(texts(invocation, 'raise'))
    if (!raise.ok) return report(raise.failure, terminal)
    // In what is small from the beginning: behind an upgrade the whole journal is folded.
    if (!flag(invocation, 'tui')) keepRunnerLean()
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const { holder, overview, layout } = opened.value
    if (holder) {
      const asked = await askRunner(layout, { kind: 'resume', by: userName() })
      if (!asked.ok) return report(asked.failure, terminal)
      terminal.error(`tos: the loop is being run by pid ${asked.value.pid}; asked it to go on if it is paused\n`)
      return exitCodes.well
    }
    tellWhatHappened(overview.state, inDoubt, terminal)
    return start({ ...invocation, typed: 'run' }, terminal, { mode: 'run', inDoubt, raise: raise.value })
  },
}

function tellWhatHappened({ run, step, ts }: State, inDoubt: Decision, { error }: Terminal): void {
  if (!run) return error('tos: nothing was run here before; this begins it\n')
  error(
    run.ended
      ? `tos: the run before ended at ${run.ended.at}: ${printableLine(run.ended.endReason)}\n`
      : `tos: the run before (pid ${run.pid} on ${run.host}) ended without a word; its last event is of ${ts}\n`,
  )
  const index = step && !step.finished ? step.commands.findIndex((command) => command.status === 'started') : -1
  const command = step?.commands[index]
  if (!step || !command) return run.ended ? undefined : error('tos: no command was under way; nothing is in doubt\n')
  error(
    `tos: in doubt: command ${index + 1} of step ${step.step} had started: ${printableLine(command.command.code)}\n` +
      `tos: ${doubtWords[inDoubt]}\n`,
  )
}
