// policy: explains a verdict, runs the rules' examples, shows which past decisions another policy would change, and what is
// known of programs.
import { exitCodes } from '../core/failure.ts'
import { codeOf } from './command-words.ts'
import { flag, report, text, type Command } from './command.ts'
import { usageFailure } from './arguments.ts'
import { checkOne, checkStdin } from './policy-check.ts'
import { openPolicy } from './policy-open.ts'
import { showCoverage, showPrograms } from './policy-programs.ts'
import { replayPolicy } from './policy-replay.ts'
import { testPolicy } from './policy-test.ts'

const shells = ['bash', 'powershell'] as const

export const policy: Command = {
  async run(invocation, terminal) {
    const [verb, ...rest] = invocation.operands
    if (verb === 'replay') return replayPolicy(invocation, terminal, rest)
    if (verb === 'programs') return showPrograms(invocation, terminal, rest)
    if (verb === 'coverage') return showCoverage(invocation, terminal, rest)
    const isOne = verb !== 'test' && !flag(invocation, 'stdin')
    const named = text(invocation, 'type') ?? 'bash'
    const type = shells.find((shell) => shell === named)
    if (type === undefined)
      return report(usageFailure(`unknown type '${named}'`, 'write --type bash or --type powershell'), terminal)
    if (isOne && rest.length === 0) return report(usageFailure('no command is given', "write it behind '--'"), terminal)
    const opened = await openPolicy(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const { policy, around } = opened.value
    if (verb === 'test') return testPolicy(opened.value, terminal)
    if (!isOne) return checkStdin(policy, terminal)
    const isJson = flag(invocation, 'json')
    const code = await checkOne({ policy, around, isJson }, { type, code: codeOf(type, rest) }, terminal)
    return verb === 'explain' ? exitCodes.well : code
  },
}
