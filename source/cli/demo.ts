// demo: the two-minute tour. Real commands, real files, a real journal; only the models' answers are recorded.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exitCodes } from '../core/failure.ts'
import { makeFolders } from '../core/make-folders.ts'
import { asTyped } from './called-as.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { demoJobs, expectedResult, makeDemoProject, newDemoFolder } from './demo-project.ts'
import { showUndo } from './demo-undo.ts'
import { start } from './run.ts'

export const demo: Command = {
  async run(invocation, terminal) {
    const given = text(invocation, 'dir')
    const root = given === null ? newDemoFolder() : resolve(terminal.folder, given)
    if (existsSync(root) && readdirSync(root).length > 0) {
      const failure = { what: 'the folder is not empty', where: root, remedy: 'name a new or empty one with --dir' }
      return report({ ...failure, exitCode: exitCodes.usage }, terminal)
    }
    makeFolders(root, (folder) => mkdirSync(folder))
    await makeDemoProject(root, terminal.environment)
    if (flag(invocation, 'prepare')) {
      terminal.out(`${root}\n`)
      terminal.error(`tos: made the demo project; run it with: tos run --loop --root ${root}\n`)
      return exitCodes.well
    }
    return tour(root, invocation, terminal)
  },
}

async function tour(root: string, invocation: Invocation, terminal: Terminal): Promise<number> {
  const isQuiet = flag(invocation, 'json')
  const hasScreen = terminal.isTty && !flag(invocation, 'plain') && !isQuiet
  const options = { ...invocation.options, root, loop: true, tui: hasScreen }
  const exitCode = await start({ ...invocation, options, typed: 'run' }, terminal, { mode: 'run', inDoubt: 'stop' })
  if (exitCode !== exitCodes.well || isQuiet) return exitCode
  if (!existsSync(join(root, 'workspace', 'artifacts', 'job_result.json'))) {
    terminal.out(`look again with: tos-tui --root ${root}\n`)
    return exitCode
  }
  const checked = demoJobs.map(({ title }, i) => checkJob(root, i + 1, title))
  const isBack = await showUndo(root, terminal)
  terminal.out(`\n${checked.map(({ line }) => line).join('')}${asTyped(whereToLook(root), terminal.environment)}`)
  return isBack && checked.every(({ isRight }) => isRight) ? exitCodes.well : exitCodes.failed
}

/** Compares what the commands wrote with a computation of its own. */
function checkJob(root: string, job: number, title: string): { line: string; isRight: boolean } {
  const path = join(root, 'workspace', 'results', `job_${job}.txt`)
  const found = existsSync(path) ? readFileSync(path, 'utf8') : 'missing'
  const isRight = found === expectedResult(job)
  const numbers = found.trim().replaceAll('\n', '  ')
  return { isRight, line: `job ${job} (${title}): ${numbers}  ${isRight ? 'checked: equal' : 'WRONG'}\n` }
}

const whereToLook = (root: string): string => `
look around: cd ${root}
  logs/journal.ndjson              everything that happened, one line an event
  logs/steps/, logs/archive/       the runbook's step logs, of this job and of the ones before
  logs/phase_summary.json          the loop at a glance: 1 denied, 1 rejected
  workspace/results/               what the commands computed
  tos checkpoints --root ${root}   the checkpoint and the snapshots
  tos status --root ${root}        where it stands; 'tos runs' lists the runs
`
