// CPU from the start of the process to its first frame in a real terminal, and what an idle viewer sends.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { spawn, type IPty } from '@lydell/node-pty'
import { build } from 'esbuild'
import { repository } from '../test/helpers/repository.ts'
import { median, milliseconds, program, times, type Row } from './measure.ts'

const runs = 9
const idleMs = 3000

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
    pty.onExit(() => reject(new Error(`ended before its first frame: ${out}`)))
    let out = ''
    const reading = pty.onData((data) => {
      out += data
      if (!out.includes(shown)) return
      resolve(cpuOf(pty.pid))
      reading.dispose()
      pty.kill('SIGKILL')
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

/** Bytes a viewer sends while nothing happens, after its first frame. */
async function idleBytes(args: readonly string[], folder: string): Promise<number> {
  const pty = inTerminal(args, folder)
  let bytes = 0
  pty.onData((data) => (bytes += Buffer.byteLength(data)))
  await delay(idleMs)
  const before = bytes
  await delay(idleMs)
  pty.kill('SIGKILL')
  return bytes - before
}

async function bundledHello(folder: string): Promise<string> {
  const entry = join(folder, 'hello.js')
  writeFileSync(
    entry,
    `import{render,Text}from'ink';import{createElement}from'react';render(createElement(Text,null,'good morning'));setInterval(()=>{},1000)`,
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
    const idle = await idleBytes(viewer, folder)
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
      { what: 'an idle viewer', value: `${idle} bytes in ${idleMs / 1000} s`, against: 'silence', ratio: `+${idle}` },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
