// From PowerShell text to the commands that it would run.
import type { Action, Doubt, ParsedCommand, SimpleCommand } from '../action.ts'
import { anything, type Datum } from './datum.ts'
import { runCall } from './invoke.ts'
import { createMachine, type Machine, type PowershellContext } from './machine.ts'
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
  const machine = createMachine(context, source, { block: runBlock, code: runCode, command: runCall })
  const failure = source.length > limits.commandText ? 'too-long' : attempt(machine, source)
  // What stands in no command of its own: default values of parameters, `using`, classes.
  if (machine.pending.length > 0) machine.commands.push(whole(machine, source, machine.pending))
  if (failure !== null) machine.commands.push(unread(machine, source, failure))
  return { commands: machine.commands }
}

function attempt(machine: Machine, source: string): Doubt | null {
  try {
    runBlock(machine, parseScript(source), { isInPlace: true })
    return null
  } catch (error) {
    return failureOf(error)
  }
}
/** Throws what is no failure of reading. */
function failureOf(error: unknown): Doubt {
  if (error instanceof SyntaxError) return 'syntax'
  if (error instanceof RangeError) return 'too-complex'
  throw error
}

const unread = (machine: Machine, source: string, doubt: Doubt): SimpleCommand =>
  whole(machine, source, [{ kind: 'unknown', doubt }])

/** All of the text as one command. */
const whole = ({ frame, wrappers }: Machine, source: string, actions: readonly Action[]): SimpleCommand => ({
  program: null,
  name: null,
  args: [],
  assignments: [],
  redirections: [],
  wrappers,
  folders: [frame.folder],
  actions: [{ kind: 'run' }, ...actions],
  source,
  span: { start: 0, end: source.length },
})

/** Code that a text holds: it runs in place; what of it cannot be read is doubted. */
function runCode(machine: Machine, source: string, wrapper: string): Datum {
  const { source: outer, isGenerated, wrappers } = machine
  if (source.length > limits.commandText) {
    machine.commands.push({ ...unread(machine, source, 'too-long'), span: machine.span })
    return anything
  }
  machine.source = source
  machine.isGenerated = true
  machine.wrappers = [...wrappers, wrapper]
  machine.depth += 1
  try {
    if (machine.depth > limits.powershellTexts) throw new RangeError('nested too deep')
    machine.budget -= source.length >> 8
    return runBlock(machine, parseScript(source), { isInPlace: true })
  } catch (error) {
    machine.commands.push({ ...unread(machine, source, failureOf(error)), span: machine.span })
    if (error instanceof RangeError) throw error
    return anything
  } finally {
    machine.depth -= 1
    machine.source = outer
    machine.isGenerated = isGenerated
    machine.wrappers = wrappers
  }
}
