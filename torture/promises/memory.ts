// A day's loop in short, and a journal of many events: runner and viewer stay as small as they began.
import type { ChildProcess } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { openTerminal } from '../../test/helpers/terminal.ts'
import { answersOf, loopOf, makeProject, writeResult } from '../../test/helpers/project.ts'
import { withinOwn } from '../harness/own-time.ts'
import { peakKilobytes } from '../harness/process-table.ts'
import { environmentOf, start } from '../harness/program.ts'
import type { Injected, Promised, World } from '../promise.ts'

const runnerMb = 120
const viewerMb = 150
/** Of a loop, for each of its jobs and for its start. Milliseconds. */
const [jobMs, startMs] = [2000, 60_000]
/** Of the viewer's own time, until the end of a million events is shown. */
const shownMs = 30_000
/** In which a million events are folded, twice, without a sign of life. */
const foldedMs = 240_000

export function judgeMemory({ runner, viewer }: { runner: number; viewer: number }): string[] {
  const broken: string[] = []
  if (runner >= runnerMb) broken.push(`the runner took ${Math.round(runner)} MB of ${runnerMb}`)
  if (viewer >= viewerMb) broken.push(`the viewer took ${Math.round(viewer)} MB of ${viewerMb}`)
  return broken
}

/** Tells the most memory it has had, in MB, while it runs. */
function watchPeak(child: ChildProcess, tell: (megabytes: number) => void): void {
  const timer = setInterval(() => {
    const kilobytes = peakKilobytes(child.pid ?? 0)
    // One that has just ended has none any more.
    if (kilobytes > 0) tell(kilobytes / 1024)
  }, 100)
  child.once('exit', () => clearInterval(timer))
}

/** Many jobs in a row, watched all the time. */
async function longLoop(world: World, n: number): Promise<Injected> {
  const jobs = [12, 60, 400][n] ?? 10_000
  const project = makeProject(world, {
    config: loopOf(jobs),
    // The same for every job: a recording of thousands would be what the runner is measured with.
    answers: answersOf({ commands: ['seq 200', writeResult] }).map((answer) => Object.assign(answer, { match: '' })),
  })
  let runner = 0
  let viewer = 0
  const running = start(world, ['run', '--loop', '--root', project.root], {
    endlessMs: startMs + jobs * jobMs,
    onStart: (child) =>
      watchPeak(child, (megabytes) => {
        runner = megabytes
        viewer = Math.max(viewer, peakKilobytes(terminal.pid) / 1024)
      }),
  })
  const terminal = openTerminal(world, ['watch', '--root', project.root], {
    columns: 120,
    rows: 40,
    environment: environmentOf(world),
  })
  const { code, err } = await running
  terminal.press('q')
  const broken = [...(code === 0 ? [] : [`exit code ${code}: ${err.slice(-200)}`]), ...judgeMemory({ runner, viewer })]
  return {
    faults: jobs,
    broken: broken.map((line) => `${jobs} jobs: ${line}`),
    peaks: { 'MB the runner': runner, 'MB the viewer': viewer },
  }
}

/** A journal that was written long ago, looked at. */
async function longJournal(world: World, n: number): Promise<Injected> {
  const events = n < 4 ? 50_000 : 1_000_000
  const project = makeProject(world, { config: loopOf(1), steps: [{ commands: [writeResult] }] })
  await start(world, ['run', '--loop', '--root', project.root])
  const path = project.path('logs/journal.ndjson')
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  const ended = lines.find((line) => line.includes('"type":"done.checked"')) ?? ''
  const [head, tail] = [lines.slice(0, lines.indexOf(ended)), lines.slice(lines.indexOf(ended))]
  const numbered = (line: string, seq: number): string => line.replace(/"seq":\d+/, `"seq":${seq}`)
  writeFileSync(path, head.map((line) => `${line}\n`).join(''))
  for (let at = head.length; at < events; at += 5000)
    appendFileSync(path, Array.from({ length: 5000 }, (_, i) => `${numbered(ended, at + i + 1)}\n`).join(''))
  const last = Math.ceil((events - head.length) / 5000) * 5000 + head.length
  appendFileSync(path, tail.map((line, i) => `${numbered(line, last + i + 1)}\n`).join(''))
  const megabytes = statSync(path).size / 1e6
  const terminal = openTerminal(world, ['watch', '--root', project.root], {
    columns: 120,
    rows: 40,
    environment: environmentOf(world),
  })
  let viewer = 0
  const isSeen = await withinOwn(terminal.pid, shownMs, () => {
    viewer = Math.max(viewer, peakKilobytes(terminal.pid) / 1024)
    return terminal
      .screen()
      .join('\n')
      .includes(`#${last + tail.length}`)
  })
  terminal.press('q')
  // As behind an upgrade: the stored fold is of no use, and all of it is folded.
  rmSync(project.path('logs/journal.fold.json'))
  let runner = 0
  const { code, err } = await start(world, ['resume', '--root', project.root], {
    waitsMs: foldedMs,
    onStart: (child) => watchPeak(child, (peak) => (runner = peak)),
  })
  const broken = [
    ...(isSeen ? [] : ['the end is not shown']),
    ...(code === 0 ? [] : [`the next run: exit code ${code}: ${err.slice(-300)}`]),
    ...judgeMemory({ runner, viewer }),
  ]
  return {
    faults: events,
    broken: broken.map((line) => `${events} events, ${Math.round(megabytes)} MB: ${line}`),
    peaks: { 'MB the runner, resumed': runner, 'MB the viewer': viewer },
  }
}

export const memory: Promised = {
  name: 'memory',
  says: 'runner and viewer stay small however long a loop is',
  full: 1_110_472,
  missing: () => null,
  mutants: { 'keeps-everything': (i) => i },
  inject: (world, n) => (n % 2 === 0 ? longLoop(world, n / 2) : longJournal(world, n)),
}
