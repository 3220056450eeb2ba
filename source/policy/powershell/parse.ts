// From PowerShell text to the commands that it would run.
import type { Doubt, ParsedCommand, Span } from '../model/action.ts'
import { doubtOf } from '../machine/budget.ts'
import { anything, type Datum } from './datum.ts'
import { runCall } from './invoke.ts'
import { Machine, within, type PowershellContext } from './machine.ts'
import { runBlock } from './run.ts'
import { parseScript } from './statements.ts'
import { limits } from '../limits.ts'

export type { PowershellContext } from './machine.ts'

/**
 * The commands of `source` in the order in which they stand, those inside of others first.
 * Never throws: what cannot be read is a command whose action is `unknown` with the doubt `syntax`, `too-long` or
 * `too-complex`; commands found before that stay.
 */
export function parsePowershell(source: string, context: PowershellContext): ParsedCommand {
  const machine = new Machine(context, source, { block: runBlock, code: runCode, command: runCall })
  const failure = source.length > limits.commandText ? 'too-long' : attempt(machine, source)
  // What stands in no command of its own: default values of parameters, `using`, classes.
  if (machine.record.hasPending) machine.record.put(whole(machine, source))
  if (failure !== null) unread(machine, source, failure)
  return { commands: machine.record.commands }
}

function attempt(machine: Machine, source: string): Doubt | null {
  try {
    runBlock(machine, parseScript(source), { isInPlace: true })
    return null
  } catch (error) {
    return doubtOf(error)
  }
}
const unread = (machine: Machine, source: string, doubt: Doubt, span?: Span): void =>
  machine.record.put({ ...whole(machine, source), ...(span && { span }) }, { kind: 'unknown', doubt })

/** All of the text as one command. */
const whole = ({ frame, wrappers }: Machine, source: string) => ({
  program: null,
  name: null,
  args: [],
  assignments: [],
  redirections: [],
  wrappers,
  folders: [frame.folder],
  source,
  span: { start: 0, end: source.length },
})

/** Code that a text holds: it runs in place; what of it cannot be read is doubted. */
function runCode(machine: Machine, source: string, wrapper: string): Datum {
  if (source.length > limits.commandText) {
    unread(machine, source, 'too-long', machine.span)
    return anything
  }
  const changes = { source, isGenerated: true, wrappers: [...machine.wrappers, wrapper] }
  return within(machine, changes, () => {
    try {
      machine.budget.spend(source.length >> 8)
      return machine.budget.deeper(limits.powershellTexts, () =>
        runBlock(machine, parseScript(source), { isInPlace: true }),
      )
    } catch (error) {
      unread(machine, source, doubtOf(error), machine.span)
      if (error instanceof RangeError) throw error
      return anything
    }
  })
}
