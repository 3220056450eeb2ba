// A long loop, for real: a runner that asks models over HTTP and a viewer in a terminal, over 1,000,000 events.
import { spawn as spawnProcess, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { spawn } from '@lydell/node-pty'
import { runnerEnvironment } from '../source/cli/start-runner.ts'
import { inTemporaryFolderAsync, median, megabytes, program, times, type Row } from './measure.ts'

const events = Number(process.env['BENCH_EVENTS'] ?? 1_000_000)
const stepsOfJob = 10
/** Commands of a step: one runs, the policy denies the others, and each is an event. */
const commandsOfStep = 100
const eventsOfStep = commandsOfStep + 14
/** The last step of a job has one command; the job itself is told in a few. */
const eventsOfJob = (stepsOfJob - 1) * eventsOfStep + 36
const sampleMs = 250

const result = "printf '合計: 1\\n平均: 1\\n件数: 1\\n' > workspace/results/result_v2.txt"
const bash = (code: string) => ({ type: 'bash', code })
const mixed = [bash('true'), ...Array.from({ length: commandsOfStep - 1 }, (_, i) => bash(`rm -rf /srv/${i}`))]

/** Both vendors' answers, streamed; the last step of each job writes the evidence. */
function answer(role: 'draft' | 'review' | 'final', step: number): string {
  const commands = step % stepsOfJob === 0 ? [bash(result)] : mixed
  const replies = {
    draft: { commands },
    review: { improved_commands: commands, approval: true },
    final: { final_commands: commands, summary: 's' },
  }
  const text = JSON.stringify(replies[role])
  if (role === 'review') {
    const parts = [
      { type: 'message_start', message: { model: 'm', usage: { input_tokens: 1, output_tokens: 1 } } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
      { type: 'message_stop' },
    ]
    return parts.map((part) => `event: ${part.type}\ndata: ${JSON.stringify(part)}\n\n`).join('')
  }
  const chunks = [
    { choices: [{ index: 0, delta: { content: text }, finish_reason: null }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  ]
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`
}

async function models(): Promise<{ url: string; close: () => void }> {
  let steps = 0
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    incoming.on('end', () => {
      const isDraft = body.includes('draft of a step')
      if (isDraft) steps += 1
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(answer(isDraft ? 'draft' : incoming.url?.endsWith('/messages') ? 'review' : 'final', steps))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

function prepare(root: string, url: string): void {
  mkdirSync(join(root, 'config'))
  const jobs = Math.ceil(events / eventsOfJob)
  const config = {
    workspace_dir: 'workspace',
    logs_dir: 'logs',
    allow_types: ['bash'],
    max_steps: stepsOfJob + 1,
    draft_prompt_template: 'draft of a step',
    review_prompt_template: 'review',
    final_prompt_template: 'final',
    s5_settings: { job_loop: { enabled: true, max_jobs: jobs } },
    execution_policy: { deny_if_contains: ['rm -rf'], stop_on_deny: false },
  }
  const tos = {
    models: { draft: { base_url: `${url}/v1` }, review: { base_url: url }, final: { base_url: `${url}/v1` } },
    policy: { mixed_step: 'run_allowed' },
    exec: { sandbox: 'off' },
    checkpoints: { snapshots: false },
  }
  writeFileSync(join(root, 'config', 'config_v0_3.json'), JSON.stringify(config))
  writeFileSync(join(root, 'config', 'tos.json'), JSON.stringify(tos))
}

interface Used {
  readonly bytes: number
  readonly cpuMs: number
}
interface Sample {
  readonly events: number
  readonly runner: Used
  readonly viewer: Used
}

/** Resident memory and CPU of a process so far; the kernel counts CPU in hundredths. */
function used(pid: number): Used {
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return { bytes: Number(resident?.[1]) * 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * 10 }
}

/** Counts the lines of a growing file. */
function lineCounter(path: string): () => number {
  const chunk = Buffer.alloc(1024 * 1024)
  let file: number | null = null
  let lines = 0
  return () => {
    if (file === null && !existsSync(path)) return 0
    file ??= openSync(path, 'r')
    for (;;) {
      const length = readSync(file, chunk)
      if (length === 0) return lines
      for (let at = chunk.indexOf(10); at !== -1 && at < length; at = chunk.indexOf(10, at + 1)) lines += 1
    }
  }
}

async function sampled(runner: ChildProcess, viewer: number, root: string): Promise<Sample[]> {
  const count = lineCounter(join(root, 'logs', 'journal.ndjson'))
  const samples: Sample[] = []
  while (runner.exitCode === null && runner.pid !== undefined) {
    try {
      const sample = { events: count(), runner: used(runner.pid), viewer: used(viewer) }
      // What has just ended has no memory.
      if (sample.runner.bytes > 0 && sample.viewer.bytes > 0) samples.push(sample)
    } catch {
      // The runner ended between two looks.
      if (runner.exitCode === null) await delay(sampleMs)
    }
    await delay(sampleMs)
  }
  return samples
}

function rowsOf(who: 'runner' | 'viewer', samples: readonly Sample[]): Row[] {
  const total = samples.at(-1)?.events ?? 0
  const part = (from: number, to: number) =>
    samples.filter((sample) => sample.events >= from * total && sample.events < to * total)
  const memory = (some: readonly Sample[]) => median(some.map((sample) => sample[who].bytes))
  const perThousand = (some: readonly Sample[]) => {
    const [first, last] = [some[0], some.at(-1)]
    return first && last ? (last[who].cpuMs - first[who].cpuMs) / ((last.events - first.events) / 1000) : 0
  }
  const [early, late] = [part(0.1, 0.2), part(0.9, 1)]
  const peak = Math.max(...samples.map((sample) => sample[who].bytes))
  const over = `over ${total.toLocaleString('en')} events`
  const tenth = (value: string) => `the second tenth, ${value}`
  return [
    {
      what: `memory of the ${who} in the last tenth ${over}`,
      value: `${megabytes(memory(late))}, at most ${megabytes(peak)}`,
      against: tenth(megabytes(memory(early))),
      ratio: times(memory(late), memory(early)),
    },
    {
      what: `CPU of the ${who} for 1,000 events in the last tenth`,
      value: `${perThousand(late).toFixed(1)} ms`,
      against: tenth(`${perThousand(early).toFixed(1)} ms`),
      ratio: times(perThousand(late), perThousand(early)),
    },
  ]
}

const ending = (root: string): string => readFileSync(join(root, 'logs', 'journal.ndjson'), 'utf8').slice(-1000)

export async function longRows(): Promise<Row[]> {
  const server = await models()
  try {
    return await inTemporaryFolderAsync(async (root) => {
      prepare(root, server.url)
      const { CI: _ci, ...inherited } = process.env
      const env = { ...inherited, XDG_CONFIG_HOME: root, OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' }
      const runner = spawnProcess(process.execPath, [program, 'run', '--loop', '--root', root], {
        env: runnerEnvironment(env),
        stdio: 'ignore',
      })
      const viewer = spawn(process.execPath, [program, 'watch', '--root', root], {
        name: 'xterm-256color',
        cols: 120,
        rows: 40,
        cwd: root,
        env,
      })
      let sent = 0
      viewer.onData((data) => (sent += Buffer.byteLength(data)))
      const samples = await sampled(runner, viewer.pid, root)
      viewer.kill('SIGKILL')
      if (runner.exitCode !== 0) throw new Error(`the loop ended with ${runner.exitCode}: ${ending(root)}`)
      const total = samples.at(-1)?.events ?? 0
      const both = samples.at(-1)
      return [
        ...rowsOf('runner', samples),
        ...rowsOf('viewer', samples),
        {
          what: `CPU of the viewer over the whole loop, ${(sent / total).toFixed(1)} bytes sent an event`,
          value: `${((both?.viewer.cpuMs ?? 0) / 1000).toFixed(1)} s`,
          against: `the runner, ${((both?.runner.cpuMs ?? 0) / 1000).toFixed(1)} s`,
          ratio: times(both?.viewer.cpuMs ?? 0, both?.runner.cpuMs ?? 0),
        },
      ]
    })
  } finally {
    server.close()
  }
}
