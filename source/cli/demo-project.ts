// The demo's project: a git repository with a year of sales, a job input, and recorded answers for three jobs.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGit } from '../checkpoints/git.ts'
import type { RecordedAnswer } from '../models/replay.ts'
import { layOutProject, newConfig } from './new-project.ts'

export interface Sale {
  readonly date: string
  readonly region: string
  readonly amount: number
}

const regions = ['tokyo', 'osaka', 'sapporo', 'fukuoka'] as const
const days = 365

/** One row a day; made by a fixed rule, so that every demo has the same numbers. */
export function sales(): Sale[] {
  let seed = 20251213
  const next = (limit: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * limit)
  }
  return Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
    return { date, region: regions[next(regions.length)] ?? 'tokyo', amount: 1000 + next(9000) }
  })
}

/** The three jobs: which rows count, as awk and as TypeScript; the two are compared at the end. */
export const demoJobs = [
  { title: 'the whole year', awk: '1', counts: () => true },
  { title: 'tokyo only', awk: '$2 == "tokyo"', counts: (sale: Sale) => sale.region === 'tokyo' },
  { title: 'December only', awk: '$1 ~ /^2025-12/', counts: (sale: Sale) => sale.date.startsWith('2025-12') },
] as const

/** What a job's result file must say, computed without any shell. */
export function expectedResult(job: number): string {
  const { counts } = demoJobs[job - 1] ?? demoJobs[0]
  const amounts = sales()
    .filter(counts)
    .map(({ amount }) => amount)
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  return `合計: ${sum}\n平均: ${(sum / amounts.length).toFixed(2)}\n件数: ${amounts.length}\n`
}

const result = 'workspace/results/result_v2.txt'

function sumCommand(job: number, csv = 'data/sales.csv'): string {
  const { awk } = demoJobs[job - 1] ?? demoJobs[0]
  const print = String.raw`printf "合計: %d\n平均: %.2f\n件数: %d\n", sum, sum / n, n`
  return `awk -F, 'NR > 1 && (${awk}) { sum += $3; n++ } END { ${print} }' ${csv} > ${result}`
}

const latencyMs = 300
const text = (value: object): Partial<RecordedAnswer> => ({
  text: JSON.stringify(value),
  latency_ms: latencyMs,
  pieces: 6,
})
const bash = (...codes: string[]) => codes.map((code) => ({ type: 'bash', code }))

interface DemoStep {
  readonly job: number
  readonly step: number
  readonly thought: string
  readonly commands: readonly string[]
  readonly review: string
  readonly approval?: boolean
}

const show = (job: number) => `cp ${result} workspace/results/job_${job}.txt && cat workspace/results/job_${job}.txt`

const steps: DemoStep[] = [
  {
    job: 1,
    step: 1,
    thought: 'look at the file, then add up the amounts',
    commands: ['head -n 3 data/sales.csv && wc -l < data/sales.csv', sumCommand(1, 'data/sale.csv')],
    review: 'fine, but is the file name right?',
  },
  {
    job: 1,
    step: 2,
    thought: 'the file is data/sales.csv; the last command failed on a misspelt name',
    commands: [sumCommand(1), show(1)],
    review: 'the mended name matches what head showed',
  },
  {
    job: 2,
    step: 1,
    thought: 'filter by region while the data stays as it is',
    commands: [`sed -i '/tokyo/!d' data/sales.csv`, sumCommand(2)],
    review: 'sed -i would destroy the source data; filter while reading instead',
    approval: false,
  },
  {
    job: 2,
    step: 2,
    thought: 'filter in awk, as the review asked',
    commands: [sumCommand(2), show(2)],
    review: 'reads only; good',
  },
  {
    job: 3,
    step: 1,
    thought: 'start from an empty results folder',
    commands: ['rm -rf workspace/results'],
    review: 'only old results would go; acceptable',
  },
  {
    job: 3,
    step: 2,
    thought: 'the policy forbids rm -rf; overwriting the result is enough',
    commands: [sumCommand(3), show(3)],
    review: 'good',
  },
]

function answers({ job, step, thought, commands, review, approval = true }: DemoStep): RecordedAnswer[] {
  const usage = { input: 900 + 40 * step, output: 60 + commands.join('').length, cached: 0 }
  const at = { job, step, usage }
  const listed = bash(...commands)
  return [
    { role: 'draft', ...at, ...text({ thought, commands: listed }) },
    { role: 'review', ...at, ...text({ review, improved_commands: listed, approval }) },
    { role: 'final', ...at, ...text({ final_commands: listed, summary: thought }) },
  ] as RecordedAnswer[]
}

/** A new folder for a demo nobody named one for. */
export const newDemoFolder = (): string => mkdtempSync(join(realpathSync(tmpdir()), 'tos-demo-'))

/** Makes the project in an empty or new folder. */
export async function makeDemoProject(root: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const config = newConfig()
  const execution = { default_action: 'allow', stop_on_deny: false, deny_if_contains: ['rm -rf', 'mkfs', 'shutdown'] }
  const replay = { provider: 'replay' }
  const rows = sales().map(({ date, region, amount }) => `${date},${region},${amount}\n`)
  const made = layOutProject(root, {
    'config/config_v0_3.json': { ...config, execution_policy: execution },
    'config/tos.json': { models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' } },
    'config/recording.json': { v: 1, answers: steps.flatMap(answers) },
  })
  mkdirSync(join(root, 'data'), { recursive: true })
  writeFileSync(join(root, 'data', 'sales.csv'), `date,region,amount\n${rows.join('')}`)
  const input = { job_name: 'uriage', csv: 'data/sales.csv', columns: ['date', 'region', 'amount'] }
  writeFileSync(join(root, 'workspace', 'artifacts', 'job_input.json'), `${JSON.stringify(input, null, 2)}\n`)
  const git = openGit(root, environment)
  await git.init(['--initial-branch=main'])
  await git.add(['data', ...made])
  const identity = ['-c', 'user.name=tos demo', '-c', 'user.email=demo@localhost']
  await git.raw(...identity, 'commit', '--quiet', '--message', 'the demo as it begins')
}
