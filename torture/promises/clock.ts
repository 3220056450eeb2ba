// The clock jumps by years, runs 5000 times too fast, or passes a change of summer time: order, limits and ages stay right.
import { join } from 'node:path'
import type { Event } from '../../source/core/event.ts'
import { judgeLedger, ledgerLoop } from '../harness/ledger.ts'
import { isTrace, start, type Ended } from '../harness/program.ts'
import { treeOf } from '../harness/tree.ts'
import type { Injected, Promised, World } from '../promise.ts'

const day = 86_400_000

function clockOf(world: World): { what: string; environment: Record<string, string> } {
  const { random } = world
  const shim = { NODE_OPTIONS: `--import=${join(import.meta.dirname, '..', 'shims', 'clock-jumps.js')}` }
  const way = random.below(3)
  if (way === 2)
    return { what: '5000 times too fast', environment: { ...shim, TORTURE_CLOCK: '{"jumps":[],"rate":5000}' } }
  if (way === 1) {
    // The nights in which clocks were put forward and back there.
    const [zone, at] = random.pick([
      ['America/New_York', '2026-11-01T05:59:58Z'],
      ['Europe/Berlin', '2026-03-29T00:59:58Z'],
      ['Australia/Lord_Howe', '2026-04-04T14:59:58Z'],
    ] as const)
    const off = Date.parse(at) - Date.now()
    return {
      what: `summer time in ${zone}`,
      environment: { ...shim, TZ: zone, TORTURE_CLOCK: JSON.stringify({ jumps: [[0, off]], rate: 1 }) },
    }
  }
  let ms = 100
  const jumps = Array.from({ length: 1 + random.below(4) }, () => {
    ms += random.below(900)
    return [ms, (random.below(801) - 400) * day]
  })
  return {
    what: `jumps of ${jumps.map(([after = 0, off = 0]) => `${off / day} d after ${after} ms`).join(', ')}`,
    environment: { ...shim, TORTURE_CLOCK: JSON.stringify({ jumps, rate: 1 }) },
  }
}

const patientSeconds = 600

/** A loop with limits of time that are far, a command with one that is near: the far ones are not met, the near one is. */
async function limits(world: World): Promise<Injected> {
  const clock = clockOf(world)
  const { project, names, ledger } = ledgerLoop(world, {
    jobs: 1,
    config: { timeout_sec: 3 },
    work: (name) => (name === '0a' ? 'sleep 30' : 'sleep 0.2'),
    tos: { limits: { max_minutes: patientSeconds / 60 } },
  })
  const ended = await start(world, ['run', '--loop', '--root', project.root], { environment: clock.environment })
  const status = await start(world, ['status', '--root', project.root], { environment: clock.environment })
  const events = project.events()
  const broken = judgeClock({ ended, events, status })
  broken.push(
    ...judgeLedger(
      names.slice(1),
      ledger().filter((line) => !line.endsWith(' 0a')),
      [],
    ),
  )
  return { faults: 1, broken: broken.map((line) => `${clock.what}: ${line}`) }
}

export interface ClockSeen {
  readonly ended: Pick<Ended, 'code' | 'err' | 'isHung'>
  readonly status: Pick<Ended, 'out' | 'err'>
  readonly events: readonly Event[]
}

export function judgeClock({ ended, events, status }: ClockSeen): string[] {
  const broken: string[] = []
  if (ended.isHung) broken.push('hung')
  else if (ended.code !== 0)
    broken.push(
      `exit code ${ended.code}: ${ended.err.slice(-200)} ${JSON.stringify(events.at(-1) ?? null).slice(0, 300)}`,
    )
  if (isTrace(ended.err) || isTrace(status.err)) broken.push('a trace')
  if (events.some(({ seq }, i) => seq !== i + 1)) broken.push('events are out of order')
  const outcomes = events.flatMap((event) =>
    event.type === 'command.finished' ? [{ what: event.outcome, ms: event.durationMs }] : [],
  )
  const [first, ...others] = outcomes
  if (first?.what === 'exited' || (first?.ms ?? 0) > 25_000 || (first?.ms ?? 0) < 2_500)
    broken.push(`the limit of 3 s: ${JSON.stringify(first)}`)
  for (const other of others)
    if (other.what !== 'exited' || other.ms < 0 || other.ms > 60_000)
      broken.push(`a command of 0.2 s: ${JSON.stringify(other)}`)
  if (/-\d+ ?(?:s|min|h|d)\b|NaN|Invalid Date/.test(status.out))
    broken.push(`an age that cannot be: ${status.out.slice(0, 300)}`)
  return broken
}

/** Undo takes back what was done last, whatever the clock said then. */
async function order(world: World): Promise<Injected> {
  const { project } = ledgerLoop(world, { jobs: 1, git: true })
  const { root } = project
  const broken: string[] = []
  const call = async (...args: string[]): Promise<Ended> => {
    const { random } = world
    const off = (random.below(801) - 400) * day
    const clock = JSON.stringify({ jumps: [[0, off]], rate: 1 })
    const environment = {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, '..', 'shims', 'clock-jumps.js')}`,
      TORTURE_CLOCK: clock,
    }
    const ended = await start(world, [...args, '--root', root], { environment })
    if (ended.code !== 0) broken.push(`${args.join(' ')}: ${ended.code}: ${ended.err.slice(-200)}`)
    return ended
  }
  const trees: string[] = []
  for (const name of ['one', 'two']) {
    project.write('kept.txt', `${name}\n`)
    await call('checkpoint', name)
    trees.push(treeOf(root))
  }
  project.write('kept.txt', 'three\n')
  const three = treeOf(root)
  await call('rollback', 'one', '--save', '--yes', '--no-test')
  if (treeOf(root) !== trees[0]) broken.push('not at one')
  await call('rollback', 'two', '--save', '--yes', '--no-test')
  if (treeOf(root) !== trees[1]) broken.push('not at two')
  await call('undo', '--yes')
  if (treeOf(root) !== trees[0]) broken.push('undo did not go back to one')
  const listed = await call('checkpoints')
  if (!/one/.test(listed.out) || !/two/.test(listed.out)) broken.push(`not all are listed: ${listed.out}`)
  if (three === trees[0]) broken.push('the trees do not differ')
  return { faults: 1, broken: broken.map((line) => `order: ${line}`) }
}

export const clock: Promised = {
  name: 'clock',
  says: 'order, limits and ages stay right when the clock jumps',
  full: 300,
  missing: () => null,
  mutants: { 'wall-clock-limits': (i) => i },
  inject: (world, n) => (n % 4 === 3 ? order(world) : limits(world)),
}
