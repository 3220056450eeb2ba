// completion: the script a shell reads once; it asks the program itself for every word.
import { exitCodes } from '../core/failure.ts'
import { usageFailure } from './arguments.ts'
import { report, type Command } from './command.ts'
import { completionScripts, isShell, shells } from './reference/completion-scripts.ts'

export const completion: Command = {
  run({ operands: [shell = ''] }, terminal) {
    if (!isShell(shell)) {
      const what = shell === '' ? 'no shell is named' : `there is no script for '${shell}'`
      return Promise.resolve(report(usageFailure(what, `write one of ${shells.join(', ')}`), terminal))
    }
    terminal.out(completionScripts[shell])
    return Promise.resolve(exitCodes.well)
  },
}
