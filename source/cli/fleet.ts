// fleet: the loops that were submitted, and what has become of them.
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { queueFolder } from '../files/layout.ts'
import { openFolderEngine } from '../fleet/folder.ts'
import type { QueuedLoop } from '../fleet/submission.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, type Command } from './command.ts'

export const fleet: Command = {
  async run(invocation, terminal) {
    const [verb = 'list', ...more] = invocation.operands
    if (verb !== 'list' || more.length > 0)
      return report(usageFailure(`'${more[0] ?? verb}' is not known here`, "write 'tos fleet list'"), terminal)
    const loops = await openFolderEngine(queueFolder(terminal.environment)).list()
    if (flag(invocation, 'json')) terminal.out(`${JSON.stringify(loops, null, 2)}\n`)
    else if (loops.length === 0) terminal.out("nothing was submitted; 'tos submit' in a project queues its loop\n")
    else terminal.out(loops.map((loop) => `${line(loop)}\n`).join(''))
    return exitCodes.well
  },
}

const width = 'poisoned'.length

function line({ name, state, exitCode, attempt, worker, root }: QueuedLoop): string {
  const facts = [
    ...(exitCode === null ? [] : [`exit ${exitCode}`]),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(worker ? [`worker ${worker.pid}`] : []),
  ]
  return printableLine(`${name}  ${state.padEnd(width)}  ${root}${facts.length > 0 ? `  (${facts.join(', ')})` : ''}`)
}
