// CPU from the start of the process to its first frame in a real terminal, and what an idle viewer sends.
import { spawn as spawnProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { spawn, type IPty } from '@lydell/node-pty'
import { build } from 'esbuild'
import { repository } from '../test/helpers/repository.ts'
import { prepare } from './loop.ts'
import { inTemporaryFolderAsync, median, milliseconds, program, times, type Row } from './measure.ts'

const runs = 9
const settledMs = 3000
const idleMs = 3000
const clockMs = 10_000
const pollMs = 50

const inTerminal = (args: readonly string[], folder: string): IPty => {
  const { CI: _ci, ...environment } = process.env
  const env = { ...environment, NODE_ENV: 'production', NODE_COMPILE_CACHE: join(folder, 'compiled') }
  return spawn(process.execPath, [...args], { name: 'xterm-256color', cols: 120, rows: 40, cwd: folder, env })
}

/** Milliseconds of CPU of all threads so far. */
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  const spent = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return spent.reduce((a, b) => a + b, 0) / 1e6
}

/** CPU when `shown` first comes out of the terminal. */
function cpuUntil(args: readonly string[], shown: string, folder: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const pty = inTerminal(args, folder)
    const ended = new Promise<void>((done) => {
      pty.onExit(() => {
        if (!out.includes(shown)) reject(new Error(`ended before its first frame: ${out}`))
        done()
      })
    })
    let out = ''
    const reading = pty.onData((data) => {
      out += data
      if (!out.includes(shown)) return
      const spent = cpuOf(pty.pid)
      reading.dispose()
      // Its compile cache is written when a process ends by itself.
      ended.then(() => resolve(spent), reject)
      pty.kill('SIGTERM')
    })
  })
}

async function medianCpu(args: readonly string[], shown: string, folder: string): Promise<number> {
  // The first start fills the compile cache.
  await cpuUntil(args, shown, folder)
  const all: number[] = []
  for (let i = 0; i < runs; i++) all.push(await cpuUntil(args, shown, folder))
  return median(all)
}

interface Traffic {
  readonly bytes: number
  readonly cpuMs: number
}

/** What a viewer sends and uses in a while, some time after its first frame. */
async function trafficOf(args: readonly string[], folder: string, whileMs: number): Promise<Traffic> {
  const pty = inTerminal(args, folder)
  let bytes = 0
  pty.onData((data) => (bytes += Buffer.byteLength(data)))
  await delay(settledMs)
  const before = { bytes, cpuMs: cpuOf(pty.pid) }
  await delay(whileMs)
  const traffic = { bytes: bytes - before.bytes, cpuMs: cpuOf(pty.pid) - before.cpuMs }
  pty.kill('SIGKILL')
  return traffic
}

/** A viewer of a run whose command says nothing for a minute: only clocks move. */
async function clockTraffic(folder: string): Promise<Traffic> {
  prepare(folder, 'sleep 60', 1, {})
  const runner = spawnProcess(process.execPath, [program, 'run', '--root', folder], { stdio: 'ignore' })
  const journal = join(folder, 'logs', 'journal.ndjson')
  while (!existsSync(journal) || !readFileSync(journal, 'utf8').includes('command.spawned')) await delay(pollMs)
  const traffic = await trafficOf([program, 'watch', '--root', folder], folder, clockMs)
  const ended = once(runner, 'exit')
  runner.kill('SIGTERM')
  await ended
  return traffic
}

async function bundledHello(folder: string): Promise<string> {
  const entry = join(folder, 'hello.js')
  writeFileSync(
    entry,
    `import{render,Text}from'ink';import{createElement}from'react';render(createElement(Text,null,'good morning'));process.once('SIGTERM',()=>process.exit());setInterval(()=>{},1000)`,
  )
  // As scripts/build.js bundles the program.
  await build({
    entryPoints: [entry],
    outdir: join(folder, 'out'),
    outExtension: { '.js': '.mjs' },
    nodePaths: [join(repository, 'node_modules')],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    minify: true,
    external: ['react-devtools-core'],
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
  })
  return join(folder, 'out', 'hello.mjs')
}

export async function firstFrameRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tos-bench-'))
  try {
    mkdirSync(join(folder, 'config'))
    writeFileSync(join(folder, 'config', 'config_v0_3.json'), '{"workspace_dir": "workspace", "logs_dir": "logs"}')
    const viewer = [program, 'watch', '--root', folder]
    const ours = await medianCpu(viewer, '[1] Run and job_loop', folder)
    const hello = await medianCpu([await bundledHello(folder)], 'good morning', folder)
    const bare = await medianCpu(['-e', 'process.stdout.write("ready");setInterval(()=>{},1000)'], 'ready', folder)
    const idle = await trafficOf(viewer, folder, idleMs)
    const clock = await inTemporaryFolderAsync(clockTraffic)
    const cpu = ({ cpuMs }: Traffic, ms: number) => `${((100 * cpuMs) / ms).toFixed(1)} % of a core`
    const against = (name: string, value: number): string => `${name}, ${milliseconds(value)}`
    const value = `${milliseconds(ours)} of CPU`
    return [
      {
        what: 'first frame of the viewer',
        value,
        against: against('a bundled Ink hello', hello),
        ratio: times(ours, hello),
      },
      { what: 'first frame of the viewer', value, against: against('node -e 0', bare), ratio: times(ours, bare) },
      {
        what: `an idle viewer, ${cpu(idle, idleMs)}`,
        value: `${idle.bytes} bytes in ${idleMs / 1000} s`,
        against: 'silence',
        ratio: `+${idle.bytes}`,
      },
      {
        what: `a viewer while only the clocks of a run move, ${cpu(clock, clockMs)}`,
        value: `${Math.round((clock.bytes / clockMs) * 1000)} bytes/s`,
        against: `an idle viewer, ${idle.bytes} bytes`,
        ratio: `+${clock.bytes}`,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
