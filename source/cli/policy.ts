// policy: explains a verdict, runs the rules' examples, and shows which past decisions another policy would change.
import { nearestWord } from '../core/nearest.ts'
import { codeOf } from './command-words.ts'
import { flag, report, text, type Command } from './command.ts'
import { usageFailure } from './arguments.ts'
import { checkOne, checkStdin } from './policy-check.ts'
import { openPolicy } from './policy-open.ts'
import { replayPolicy } from './policy-replay.ts'
import { testPolicy } from './policy-test.ts'

const verbs = ['check', 'test', 'replay'] as const

export const policy: Command = {
  async run(invocation, terminal) {
    const [verb, ...rest] = invocation.operands
    if (verb === 'replay') return replayPolicy(invocation, terminal, rest)
    const opened = await openPolicy(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    if (verb === 'test') return testPolicy(opened.value, terminal)
    if (verb !== 'check') {
      const near = nearestWord(verb ?? '', verbs)
      const what = verb === undefined ? 'no sub-command is named' : `unknown sub-command '${verb}'`
      return report(
        usageFailure(what, near ? `did you mean 'tos policy ${near}'?` : `write one of ${verbs.join(', ')}`),
        terminal,
      )
    }
    if (flag(invocation, 'stdin')) return checkStdin(opened.value.policy, terminal)
    const type = text(invocation, 'type') ?? 'bash'
    if (type !== 'bash' && type !== 'powershell')
      return report(usageFailure(`unknown type '${type}'`, 'write --type bash or --type powershell'), terminal)
    if (rest.length === 0) return report(usageFailure('no command is given', "write it behind '--'"), terminal)
    const { policy, around } = opened.value
    const isJson = flag(invocation, 'json')
    return checkOne({ policy, around, isJson }, { type, code: codeOf(type, rest) }, terminal)
  },
}
