// From PowerShell text to the commands that it would run.
import type { Doubt, ParsedCommand } from '../model/action.ts'
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
  try {
    runText(machine, source)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  // What stands in no command of its own: default values of parameters, `using`, classes.
  if (machine.record.hasPending) putWhole(machine, source)
  return { commands: machine.record.commands }
}

/** Code that a text holds. */
const runCode = (machine: Machine, source: string, wrapper: string): Datum =>
  within(machine, { source, isGenerated: true, wrappers: [...machine.wrappers, wrapper] }, () =>
    runText(machine, source),
  )

/** Runs in place; what cannot be read is doubted. Throws RangeError where nothing more can be read. */
function runText(machine: Machine, source: string): Datum {
  try {
    if (source.length > limits.commandText) return putWhole(machine, source, 'too-long')
    machine.budget.spend(source.length >> 8)
    return machine.budget.deeper(limits.powershellTexts, () =>
      runBlock(machine, parseScript(source), { isInPlace: true }),
    )
  } catch (error) {
    putWhole(machine, source, doubtOf(error))
    if (error instanceof RangeError) throw error
    return anything
  }
}

/** All of the text as one command. */
function putWhole({ record, frame, wrappers, span }: Machine, source: string, doubt?: Doubt): Datum {
  const nothing = { program: null, name: null, args: [], assignments: [], redirections: [] }
  const command = { ...nothing, wrappers, folders: [frame.folder], source, span }
  record.put(command, ...(doubt ? [{ kind: 'unknown' as const, doubt }] : []))
  return anything
}
