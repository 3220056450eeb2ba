// Whatever a command starts is gone when it ended, was stopped or ran out of time; whatever it prints takes no memory.
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { temporaryFolder, writeResult, makeProject, loopOf } from '../../test/helpers/project.ts'
import { commandExists } from '../harness/commands.ts'
import { withinOwn } from '../harness/own-time.ts'
import { peakKilobytes, pidsWith, within } from '../harness/process-table.ts'
import { start } from '../harness/program.ts'
import type { Injected, Promised, World } from '../promise.ts'

/** Of their own time. */
const goneMs = 5_000
/** What the runner may take while a command floods it. */
const memoryLimitMb = 250

/** Each leaves a process whose arguments hold the word. */
const shapes: Readonly<Record<string, (word: string) => string>> = {
  'in front': (word) => `sleep 3600.${word}`,
  background: (word) => `sleep 3600.${word} & wait`,
  'background, left': (word) => `sleep 3600.${word} & sleep 1`,
  nohup: (word) => `nohup sleep 3600.${word} > /dev/null 2>&1 & sleep 1`,
  setsid: (word) => `setsid sleep 3600.${word} & sleep 1`,
  'a double fork': (word) => `(setsid sh -c 'sleep 3600.${word} & exit' &) ; sleep 1`,
  'deaf to signals': (word) => `trap '' TERM INT HUP; sleep 3600.${word}; sleep 3600.${word}`,
  'starts itself again': (word) => `sh -c 'trap "sleep 3600.${word} &" TERM; sleep 3600.${word} & wait; wait'`,
  'many at once': (word) => `for i in $(seq 40); do sleep 3600.${word} & done; wait`,
  'output that nobody closes': (word) => `sleep 3600.${word} 2>&1 | cat & sleep 1`,
}
/** Without the variables that mark it, only the sandbox's own process table holds it. */
const sandboxed: typeof shapes = {
  'env -i': (word) => `env -i setsid sleep 3600.${word} & sleep 1`,
  'env -i, a double fork': (word) => `(env -i setsid sh -c 'sleep 3600.${word} & exit' &); sleep 1`,
}
const ways = ['the time limit', 'a stop', 'kill -9', 'its own end'] as const

export function judgeChildren({ left, code, way }: { left: number; code: number | null; way: string }): string[] {
  const broken: string[] = []
  if (left > 0) broken.push(`${left} processes are left`)
  if (way === 'a stop' && code !== 130 && code !== 0) broken.push(`exit code ${code}`)
  return broken
}

async function leftBehind(world: World): Promise<Injected> {
  const { random } = world
  const isSandboxed = commandExists('bwrap') && random.below(3) === 0
  const all = isSandboxed ? { ...shapes, ...sandboxed } : shapes
  const shape = random.pick(Object.keys(all))
  const way = random.pick(ways)
  const word = `${random.below(1e9)}`.padStart(9, '7')
  const code = all[shape]?.(word) ?? ''
  const project = makeProject(world, {
    config: { ...loopOf(1), timeout_sec: way === 'the time limit' ? 2 : 60 },
    steps: [{ commands: [way === 'its own end' ? `( ${code} ) & sleep 1.5` : code] }, { commands: [writeResult] }],
    tos: { exec: { sandbox: isSandboxed ? 'auto' : 'off' } },
  })
  const { root } = project
  const endWhenThere = async (child: ChildProcess): Promise<void> => {
    await within(30_000, () => pidsWith(`3600.${word}`).length > 0)
    if (way === 'a stop') child.kill('SIGTERM')
    if (way === 'kill -9') child.kill('SIGKILL')
  }
  const ended = await start(world, ['run', '--loop', '--root', root], {
    onStart: (child) => void endWhenThere(child),
  })
  const isGone = () => pidsWith(`3600.${word}`).length === 0
  const waitUntilGone = async (): Promise<void> => {
    const [first] = pidsWith(`3600.${word}`)
    if (first !== undefined) await withinOwn(first, goneMs, isGone)
  }
  const began = performance.now()
  // A sandbox goes with the runner, but for one that had not heard yet whom it goes with.
  if (isSandboxed) await waitUntilGone()
  // Who was killed cannot clean up: the next run does.
  const isLeft = way === 'kill -9' && (!isSandboxed || !isGone())
  if (isLeft) await start(world, ['resume', '--loop', '--in-doubt', 'skip', '--root', root])
  await waitUntilGone()
  const left = pidsWith(`3600.${word}`)
  for (const pid of left)
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It went in between.
    }
  const broken = judgeChildren({ left: left.length, code: ended.code, way })
  return {
    faults: 1,
    broken: broken.map((line) => `${shape}, ended by ${way}${isSandboxed ? ', sandboxed' : ''}: ${line}`),
    figures: { 'ended by the next run': isLeft && isSandboxed ? 1 : 0 },
    peaks: { 's until all were gone': (performance.now() - began) / 1000 },
  }
}

/** A flood of 5 GB on a slow machine. */
const floodMs = 300_000
const megabyte = 1_000_000
const floods: Readonly<Record<string, (bytes: number) => string>> = {
  zeros: (bytes) => `head -c ${bytes} /dev/zero`,
  'one line': (bytes) => `head -c ${bytes} /dev/zero | tr '\\0' x`,
  binary: (bytes) => `head -c ${bytes} /dev/urandom`,
  'short lines': (bytes) => `yes | head -c ${bytes}`,
  'errors and output': (bytes) => `head -c ${bytes} /dev/zero | tee /dev/stderr`,
}

async function flood(world: World, n: number): Promise<Injected> {
  const { random } = world
  const kind = random.pick(Object.keys(floods))
  // The first of a full run is the one of 5 GB; what is kept has the same bound at any size.
  const bytes = (n === 199 ? 5000 : 50 + random.below(300)) * megabyte
  const marker = join(temporaryFolder(world), 'ended')
  const project = makeProject(world, {
    config: { ...loopOf(1), timeout_sec: 600 },
    steps: [{ commands: [`${floods[kind]?.(bytes) ?? ''}; touch ${marker}`, writeResult] }],
  })
  let peak = 0
  const ended = await start(world, ['run', '--loop', '--root', project.root], {
    // Its bytes are life enough, but nobody sees them here.
    waitsMs: floodMs,
    onStart: (child) => {
      const timer = setInterval(
        () => (peak = Math.max(peak, child.pid === undefined ? 0 : peakKilobytes(child.pid))),
        200,
      )
      child.once('exit', () => clearInterval(timer))
    },
  })
  const broken: string[] = []
  if (ended.code !== 0) broken.push(`exit code ${ended.code}: ${ended.err.slice(-200)}`)
  if (peak / 1024 > memoryLimitMb) broken.push(`the runner took ${Math.round(peak / 1024)} MB`)
  return {
    faults: 1,
    broken: broken.map((line) => `${bytes / megabyte} MB of ${kind}: ${line}`),
    peaks: { 'MB of the runner in a flood': peak / 1024 },
  }
}

export const children: Promised = {
  name: 'children',
  says: 'nothing that a command started outlives it, and floods take no memory',
  full: 300,
  missing: () => null,
  mutants: { 'only-the-child': (i) => i },
  inject: (world, n) => (n % 4 === 3 ? flood(world, n) : leftBehind(world)),
}
