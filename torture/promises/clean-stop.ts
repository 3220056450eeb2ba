// A clean stop: signals and a closed terminal, at every effect of a run and of a viewer.
import { existsSync, readFileSync } from 'node:fs'
import { openTerminal } from '../../test/helpers/terminal.ts'
import { ledgerLoop, type LedgerLoop } from '../harness/ledger.ts'
import { watchOwnTime, withinOwn } from '../harness/own-time.ts'
import { pidsWith, within } from '../harness/process-table.ts'
import { environmentOf, hangMs, isTrace, start } from '../harness/program.ts'
import { tornFiles } from '../harness/whole-files.ts'
import type { Injected, Promised, World } from '../promise.ts'

/** Of their own time, without what they wait for a processor. */
const goneMs = 5_000
/** Milliseconds after the first event at which the last signal comes. */
const spreadMs = 2500

/** A run that has no journal by then is judged by its own end. */
const journalMs = 60_000

const stopping = ['SIGTERM', 'SIGINT'] as const
/** What a command leaves behind itself, with a word in its arguments. */
const shapes: Readonly<Record<string, (word: string) => string>> = {
  'in front': (word) => `sleep 2.${word}; sleep 1`,
  background: (word) => `sleep 3600.${word} & sleep 2`,
  'a session of its own': (word) => `setsid sleep 3600.${word} & sleep 2`,
  'deaf to TERM': (word) => `trap '' TERM INT HUP; sleep 2.${word}; sleep 3600.${word}`,
}

/** The runner gets a signal at some moment: it ends in order, with all its children, and the loop goes on afterwards. */
async function stopRunner(world: World): Promise<Injected> {
  const { random } = world
  const word = `${random.below(1e9)}`.padStart(9, '7')
  const shape = random.pick(Object.keys(shapes))
  const signal = random.pick(stopping)
  const times = random.pick([1, 1, 2, 4])
  const wait = random.below(spreadMs)
  const loop = ledgerLoop(world, { jobs: 1, work: (name) => (name === '0a' ? (shapes[shape]?.(word) ?? '') : 'true') })
  let wasAsked = false
  let spentMs = 0
  const ended = await start(world, ['run', '--loop', '--json', '--root', loop.project.root], {
    onLine: once((child) =>
      setTimeout(() => {
        // It ended by itself before its moment.
        if (child.exitCode !== null || child.signalCode !== null) return
        wasAsked = true
        const own = watchOwnTime(child.pid ?? 0, { life: null })
        child.once('exit', () => {
          spentMs = own.ms()
          own.stop()
        })
        for (let n = 0; n < times; n++) child.kill(signal)
      }, wait),
    ),
  })
  const [left] = pidsWith(word)
  const isGone =
    spentMs <= goneMs &&
    (left === undefined || (await withinOwn(left, goneMs - spentMs, () => pidsWith(word).length === 0)))
  for (const pid of pidsWith(word)) process.kill(pid, 'SIGKILL')
  const what = `${times} ${signal} after ${wait} ms, a child ${shape}`
  const broken = judgeStop({
    ...ended,
    isGone,
    wasAsked,
    lastEvent: lastEventOf(loop),
    isLocked: existsSync(loop.project.path('logs/runner.lock')),
  })
  broken.push(...tornFiles(loop.project.root))
  return {
    faults: 1,
    broken: broken.map((line) => `${what}: ${line}`),
    peaks: { 's of its own until it and all children were gone': spentMs / 1000 },
  }
}

export interface StopSeen {
  readonly code: number | null
  readonly err: string
  readonly isHung: boolean
  readonly isGone: boolean
  /** The run had not ended before. */
  readonly wasAsked: boolean
  readonly lastEvent: string
  readonly isLocked: boolean
}

export function judgeStop(seen: StopSeen): string[] {
  const broken: string[] = []
  if (seen.isHung) broken.push('it did not end')
  if (!seen.isGone) broken.push('children stay')
  // A run that was done by then ends as such.
  if (seen.code !== 130 && seen.code !== 0)
    broken.push(`exit code ${seen.code} instead of 130: ${seen.err.slice(-200)}`)
  if (seen.lastEvent !== 'run.ended') broken.push(`the journal ends with ${seen.lastEvent}`)
  if (seen.isLocked) broken.push('the lock stays')
  if (isTrace(seen.err)) broken.push(`a trace: ${seen.err.slice(-200)}`)
  return broken
}

/** A hang-up is nobody's wish to stop: the run goes on to its end. */
async function hangUpRunner(world: World): Promise<Injected> {
  const wait = world.random.below(spreadMs)
  const { project, names, ledger } = ledgerLoop(world, { jobs: 1 })
  const ended = await start(world, ['run', '--loop', '--json', '--root', project.root], {
    onLine: once((child) => setTimeout(() => child.kill('SIGHUP'), wait)),
  })
  const isDone = ended.code === 0 && names.every((name) => ledger().includes(`end ${name}`))
  return {
    faults: 1,
    broken: isDone ? [] : [`HUP after ${wait} ms: the run ended with ${ended.code}: ${ended.err.slice(-200)}`],
  }
}

const viewerEnds = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'closed terminal', 'q'] as const

/** A viewer ends: the terminal is as it was, its own process is gone, and the run does not notice. */
async function endViewer(world: World): Promise<Injected> {
  const { random } = world
  const how = random.pick(viewerEnds)
  const { project } = ledgerLoop(world, { jobs: 1, work: () => 'sleep 0.3' })
  const running = start(world, ['run', '--loop', '--json', '--root', project.root])
  await within(journalMs, () => existsSync(project.path('logs/journal.ndjson')))
  const terminal = openTerminal(world, ['watch', '--root', project.root], {
    columns: 100,
    rows: 30,
    environment: environmentOf(world),
  })
  const broken: string[] = []
  if (!(await withinOwn(terminal.pid, hangMs, () => terminal.isAlternate()))) broken.push('the viewer shows nothing')
  await within(random.below(600), () => false)
  if (how === 'closed terminal') terminal.hangUp()
  else if (how === 'q') terminal.press('q')
  else terminal.kill(how)
  let isEnded = false
  void terminal.exited.then(() => (isEnded = true))
  if (!(await withinOwn(terminal.pid, goneMs, () => isEnded))) broken.push('the viewer did not end')
  const { isCursorShown, wraps, marksPaste } = terminal.modes()
  if (how !== 'closed terminal' && (terminal.isAlternate() || !isCursorShown || !wraps || marksPaste))
    broken.push('the terminal is not given back')
  const { code, err } = await running
  if (code !== 0) broken.push(`the run ended with ${code}: ${err.slice(-200)}`)
  return { faults: 1, broken: broken.map((line) => `viewer ended by ${how}: ${line}`) }
}

function once<T>(work: (child: T) => unknown): (line: string, child: T) => void {
  let isDone = false
  return (_line, child) => {
    if (isDone) return
    isDone = true
    work(child)
  }
}

function lastEventOf({ project }: LedgerLoop): string {
  try {
    const lines = readFileSync(project.path('logs/journal.ndjson'), 'utf8').trim().split('\n')
    return String(JSON.parse(lines.at(-1) ?? '{}').type)
  } catch {
    return 'something torn'
  }
}

export const cleanStop: Promised = {
  name: 'clean-stop',
  says: 'a signal or a closed terminal ends a run or a viewer in order',
  full: 300,
  missing: () => null,
  mutants: { 'only-the-child': (i) => i, 'dirty-screen': (i) => i },
  inject: (world, n) => (n % 4 === 3 ? endViewer(world) : n % 8 === 6 ? hangUpRunner(world) : stopRunner(world)),
}
