// fleet: the loops that were submitted, and what has become of them.
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { queueFolder } from '../files/layout.ts'
import { openFolderEngine } from '../fleet/folder.ts'
import { standingOf, type Standing } from '../fleet/standing.ts'
import type { QueuedLoop } from '../fleet/submission.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, type Command } from './command.ts'
import { version } from './version.ts'

export const fleet: Command = {
  async run(invocation, terminal) {
    const [verb = 'list', ...more] = invocation.operands
    if (verb !== 'list' || more.length > 0)
      return report(usageFailure(`'${more[0] ?? verb}' is not known here`, "write 'tos fleet list'"), terminal)
    const engine = openFolderEngine(queueFolder(terminal.environment), {
      tell: (failure) => void report(failure, { ...terminal, isJson: false }),
    })
    const loops = await engine.list()
    const rows = loops.map(rowOf)
    if (flag(invocation, 'json')) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
    else if (rows.length === 0) terminal.out("nothing was submitted; 'tos submit' in a project queues its loop\n")
    else
      terminal.out(
        rows
          .toSorted(byNeed)
          .map((row) => `${line(row)}\n`)
          .join(''),
      )
    return exitCodes.well
  },
}

interface Row extends QueuedLoop {
  readonly standing: Standing | null
}

function rowOf(loop: QueuedLoop): Row {
  const standing = loop.attempt > 0 ? standingOf(loop.root, version) : null
  return { ...loop, standing }
}

const isAsking = ({ state, standing }: Row): boolean =>
  state === 'asks' || (state === 'running' && standing !== null && standing.question !== null)

/** Questions first; the rest as submitted. */
const byNeed = (a: Row, b: Row): number => Number(isAsking(b)) - Number(isAsking(a))

const width = 'poisoned'.length

function line(row: Row): string {
  const { name, state, exitCode, attempt, worker, root, standing } = row
  const facts = [
    ...(exitCode === null ? [] : [`exit ${exitCode}`]),
    ...(standing?.job ? [`job ${standing.job}/${standing.maxJobs}`] : []),
    ...(standing?.step ? [`step ${standing.step}`] : []),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(worker ? [`worker ${worker.pid}`] : []),
    ...(standing?.question && isAsking(row) ? [`question ${standing.question}: ${standing.asks ?? ''}`] : []),
  ]
  const word = isAsking(row) ? 'asks' : state
  return printableLine(`${name}  ${word.padEnd(width)}  ${root}${facts.length > 0 ? `  ${facts.join(', ')}` : ''}`)
}
