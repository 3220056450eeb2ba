// A loop whose commands write themselves down outside of the project: what ran, in which order, and how often.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loopOf, makeProject, temporaryFolder, writeResult, type Project } from '../../test/helpers/project.ts'
import { gitIn, initRepository } from '../../test/helpers/worktree.ts'
import type { World } from '../promise.ts'

export interface LedgerLoop {
  readonly project: Project
  /** Names of its commands in the order of the loop. */
  readonly names: readonly string[]
  /** Lines `begin NAME` and `end NAME`, as the commands wrote them. */
  readonly ledger: () => readonly string[]
  readonly ledgerPath: string
}

export interface LoopOptions {
  readonly jobs?: number
  readonly git?: boolean
  /** What each command does between its two lines, and what the whole project has besides. */
  readonly work?: (name: string) => string
  readonly tos?: Record<string, unknown>
  readonly config?: Record<string, unknown>
}

export function ledgerLoop(world: World, options: LoopOptions = {}): LedgerLoop {
  const { jobs = 3, git = false, work = () => 'true', tos, config } = options
  const ledgerPath = join(temporaryFolder(world), 'ledger')
  appendFileSync(ledgerPath, '')
  const names: string[] = []
  const command = (name: string, more: string): string => {
    names.push(name)
    return `echo begin ${name} >> ${ledgerPath}; ${work(name)}; ${more}; echo end ${name} >> ${ledgerPath}`
  }
  const steps = Array.from({ length: jobs }, (_, job) => [
    { commands: [command(`${job}a`, `mkdir -p made; seq 20 > made/${job}a`), command(`${job}b`, 'true')] },
    { commands: [command(`${job}c`, `rm -f made/${job}a`), command(`${job}d`, writeResult)] },
  ]).flat()
  // A step may have to be taken once more when a fault kept its work from being seen.
  steps.push({ commands: [writeResult] }, { commands: [writeResult] })
  const project = makeProject(world, {
    config: { ...loopOf(jobs), ...config },
    steps,
    files: { '.gitignore': 'logs/\n' },
    tos: { exec: { sandbox: 'off' }, ...tos },
  })
  mkdirSync(project.path('workspace/results'), { recursive: true })
  if (git) {
    initRepository(project.root)
    writeFileSync(project.path('kept.txt'), 'kept\n')
    gitIn(project.root, 'add', '.')
    gitIn(project.root, 'commit', '-q', '-m', 'begin')
  }
  return {
    project,
    names,
    ledgerPath,
    ledger: () => (existsSync(ledgerPath) ? readFileSync(ledgerPath, 'utf8').split('\n').filter(Boolean) : []),
  }
}

/** Whether every command of the loop ran exactly once; `doubtful` were reported as in doubt and may have run or not. */
export function judgeLedger(names: readonly string[], lines: readonly string[], doubtful: readonly string[]): string[] {
  const count = (line: string): number => lines.filter((other) => other === line).length
  const broken: string[] = []
  for (const name of names) {
    const [begun, ended] = [count(`begin ${name}`), count(`end ${name}`)]
    if (begun > 1) broken.push(`${name} began ${begun} times`)
    if (ended > 1) broken.push(`${name} ended ${ended} times`)
    if (ended === 0 && !doubtful.includes(name))
      broken.push(`${name} ${begun > 0 ? 'was cut off' : 'was skipped'} without a word`)
  }
  const order = lines.filter((line) => line.startsWith('begin ')).map((line) => names.indexOf(line.slice(6)))
  if (order.some((place, i) => place < (order[i - 1] ?? 0))) broken.push(`out of order: ${lines.join(', ')}`)
  return broken
}
