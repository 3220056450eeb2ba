// The loop: overhead per step and memory over many jobs, with recorded models and real commands.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from '../source/core/event.ts'
import { inTemporaryFolder, median, megabytes, milliseconds, program, times, type Row } from './measure.ts'

const replay = { provider: 'replay' }
const result = "printf '合計: 1\\n平均: 1\\n件数: 1\\n' > workspace/results/result_v2.txt"

/** A project whose every step runs `code`. */
export function prepare(root: string, code: string, steps: number, config: object): void {
  mkdirSync(join(root, 'config'))
  const commands = [{ type: 'bash', code }]
  const answers = Array.from({ length: steps }, () => [
    { role: 'draft', text: JSON.stringify({ commands }) },
    { role: 'review', text: JSON.stringify({ improved_commands: commands, approval: true }) },
    { role: 'final', text: JSON.stringify({ final_commands: commands, summary: 's' }) },
  ]).flat()
  const base = { workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash'], ...config }
  const tos = { models: { draft: replay, review: replay, final: replay, replay: 'r.json' }, exec: { sandbox: 'off' } }
  writeFileSync(join(root, 'config', 'config_v0_3.json'), JSON.stringify(base))
  writeFileSync(join(root, 'config', 'tos.json'), JSON.stringify(tos))
  writeFileSync(join(root, 'r.json'), JSON.stringify({ v: 1, answers }))
}

const eventsOf = (root: string): Event[] =>
  readFileSync(join(root, 'logs', 'journal.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Median milliseconds of one spawn of the same shell and command, awaited as a runner must, without anything around it. */
async function bareSpawn(runs: number): Promise<number> {
  const spans: number[] = []
  for (let i = 0; i < runs; i++) {
    const began = performance.now()
    const child = spawn('bash', ['--noprofile', '--norc', '-c', 'true'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    child.stdout.resume()
    child.stderr.resume()
    await once(child, 'close')
    spans.push(performance.now() - began)
  }
  return median(spans)
}

/** Milliseconds of a step in the middle of a job: the median of ten together, for journal times are milliseconds. */
function stepOf(steps: number): number {
  return inTemporaryFolder((root) => {
    prepare(root, 'true', steps, { max_steps: steps })
    spawnSync(process.execPath, [program, 'run', '--root', root], { stdio: 'ignore' })
    const starts = eventsOf(root).flatMap((event) => (event.type === 'step.started' ? [Date.parse(event.ts)] : []))
    return median(starts.slice(10).map((at, i) => (at - (starts[i] ?? at)) / 10))
  })
}

/** By turns, for a machine is not the same from one second to the next. */
export async function stepRow(): Promise<Row> {
  const [rounds, steps] = [7, 200]
  const turns: { readonly bare: number; readonly step: number }[] = []
  for (let i = 0; i < rounds; i++) turns.push({ bare: await bareSpawn(steps / 2), step: stepOf(steps) })
  const [bare, step] = [median(turns.map((turn) => turn.bare)), median(turns.map((turn) => turn.step))]
  const above = median(turns.map((turn) => turn.step - turn.bare))
  return {
    what: `a step of a ${steps}-step job, fsync on, ${rounds} times by turns`,
    value: `${milliseconds(step)}, of it ${milliseconds(above)} above the spawn`,
    against: `bare spawn of the command, ${milliseconds(bare)}`,
    ratio: times(step, bare),
  }
}

/** Peak resident memory of a process, as it accounts for itself when it ends. */
function peakBytes(args: readonly string[]): number {
  return inTemporaryFolder((folder) => {
    const [peak, hook] = [join(folder, 'peak'), join(folder, 'hook.cjs')]
    writeFileSync(
      hook,
      `process.on('exit', () => require('fs').writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)))`,
    )
    spawnSync(process.execPath, ['--require', hook, ...args], { stdio: 'ignore', env: { ...process.env, PEAK: peak } })
    return Number(readFileSync(peak, 'utf8')) * 1024
  })
}

export function memoryRow(): Row {
  const jobs = 1000
  return inTemporaryFolder((root) => {
    prepare(root, result, jobs, { s5_settings: { job_loop: { enabled: true, max_jobs: jobs } } })
    const loop = peakBytes([program, 'run', '--loop', '--root', root])
    const bare = peakBytes(['-e', '0'])
    return {
      what: `peak memory of a loop of ${jobs} jobs`,
      value: megabytes(loop),
      against: `node -e 0, ${megabytes(bare)}`,
      ratio: times(loop, bare),
    }
  })
}
