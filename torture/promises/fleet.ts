// A fleet loses nothing: hosts and workers are killed, hosts frozen past their leases and thawed, or cut off from the database
// and back, the database crashes; and the clocks of all hosts differ by hours.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import {
  crashServer,
  restartServer,
  startPostgres,
  tell,
  withoutPostgres,
  type Server,
} from '../../test/helpers/postgres.ts'
import { leaseSec, openGround, submitLoop, type FleetHost, type FleetLoop } from '../harness/fleet.ts'
import { eventRows, judgeLoop } from '../harness/fleet-judge.ts'
import type { Injected, Promised, World } from '../promise.ts'

const loops = 6
const hosts = 3
const slots = 2
const hourMs = 3_600_000
/** Milliseconds between two looks. */
const lookMs = 300
/** Far beyond what a busy machine takes: what has not ended by then is lost. */
const giveUpMs = 360_000
/** Of what a host said, where something is broken. Characters. */
const saidAtMost = 600

const kinds = ['host', 'worker', 'freeze', 'net', 'server'] as const
interface Fault {
  /** When the ledger has so many lines. */
  readonly at: number
  readonly kind: (typeof kinds)[number]
}

/** One of each at first; then as chance has it. */
function faultsFor({ random }: World, n: number, commands: number): Fault[] {
  const wanted = n === 0 ? kinds : Array.from({ length: 3 + random.below(5) }, () => random.pick(kinds))
  // The last lines may be those of the last loop: what comes behind them meets nobody.
  const lines = commands * 2 - 6
  return wanted.map((kind) => ({ kind, at: 1 + random.below(lines) })).toSorted((a, b) => a.at - b.at)
}

/** A line that anybody but the present holder got on record. */
const witness = `
create table witness (loop text, seq bigint, attempt int, holder int);
create function witness() returns trigger language plpgsql as $$ begin
  insert into witness select new."loop", new.seq, new.attempt, l.attempt from tos.loop as l
    where l.name = new."loop" and (l.attempt <> new.attempt or l.state <> 'running');
  return new;
end $$;
create trigger witness before insert on tos.event for each row execute function witness()`

const loopRows = z.array(
  z.object({
    name: z.string(),
    state: z.string(),
    attempt: z.int(),
    pid: z.int().nullable(),
    exit_code: z.int().nullable(),
  }),
)
type LoopRow = z.infer<typeof loopRows>[number]

interface Chaos {
  readonly all: readonly FleetHost[]
  readonly faults: readonly Fault[]
  readonly address: string
  readonly server: Server
  readonly world: World
  readonly book: string
  readonly done: string[]
}

/** Until every loop has ended, or none will. What happens in it depends on how far the loops are, never on a clock. */
async function runChaos({ all, faults, address, server, world, book, done }: Chaos): Promise<readonly LoopRow[]> {
  const due = [...faults]
  const frozen = new Map<FleetHost, ReadonlyMap<string, number>>()
  for (const host of all) host.work(slots)
  const end = performance.now() + giveUpMs
  for (;;) {
    await delay(lookMs)
    const rows = await loopsNow(address)
    if (rows === null) continue
    if (performance.now() > end || rows.every(({ state }) => state === 'ended' || state === 'poisoned')) return rows
    for (const [host, had] of frozen) {
      // It wakes up when another one has what was its own.
      if (!rows.some(({ name, attempt }) => attempt > (had.get(name) ?? Infinity))) continue
      host.signal('SIGCONT')
      host.way.release()
      frozen.delete(host)
    }
    const written = readFileSync(join(book, 'ledger'), 'utf8').split('\n').length - 1
    const [next] = due
    if (!next || written < next.at) continue
    const busy = all.filter((host) => !frozen.has(host) && held(rows, host).length > 0)
    if (next.kind !== 'server' && (busy.length === 0 || frozen.size > 0)) continue
    due.shift()
    done.push(`${next.kind} at ${written}`)
    if (next.kind === 'server') await failServer(server, world)
    else strike(next.kind, world.random.pick(busy), rows, frozen)
  }
}

/** The end of a journal, for who looks for the cause. */
const lastOf = (events: z.infer<typeof eventRows>, name: string): string =>
  events
    .filter(({ loop }) => loop === name)
    .slice(-5)
    .map(({ line }) => line.slice(0, saidAtMost))
    .join(' ')

const held = (rows: readonly LoopRow[], host: FleetHost): LoopRow[] =>
  rows.filter(({ state, pid }) => state === 'running' && pid === host.workerPid())

function strike(
  kind: Exclude<Fault['kind'], 'server'>,
  host: FleetHost,
  rows: readonly LoopRow[],
  frozen: Map<FleetHost, ReadonlyMap<string, number>>,
): void {
  if (kind === 'freeze' || kind === 'net') {
    frozen.set(host, new Map(held(rows, host).map(({ name, attempt }) => [name, attempt])))
    return kind === 'net' ? host.way.hold() : host.signal('SIGSTOP')
  }
  if (kind === 'host') host.signal('SIGKILL')
  else host.signalWorker('SIGKILL')
  host.work(slots)
}

/** Away for a moment, or for longer than a host holds on to its loops. */
async function failServer(server: Server, { random }: World): Promise<void> {
  crashServer(server)
  await delay(random.below(2) * leaseSec * 1000)
  await restartServer(server)
}

/** Null while the database is away. */
async function loopsNow(address: string): Promise<LoopRow[] | null> {
  try {
    return loopRows.parse(
      await tell(address, 'select name, state, attempt, pid, exit_code from tos.loop order by number'),
    )
  } catch {
    return null
  }
}

export const fleet: Promised = {
  name: 'fleet',
  says: 'no loop lost, no finished command run again, no line of a zombie when hosts, workers and the database fail',
  full: 120,
  missing: () => withoutPostgres || null,
  mutants: {},
  async inject(world, n): Promise<Injected> {
    const server = await startPostgres()
    world.after(() => server.stop())
    const jobs = n === 0 ? 1 : 1 + world.random.below(3)
    // The first is right, the others are not, by up to two days.
    const clocks = Array.from({ length: hosts }, (_, i) => (i === 0 ? 0 : (world.random.below(97) - 48) * hourMs))
    const { address, book, hosts: all, desk } = await openGround(world, server, clocks)
    await tell(address, witness)
    const submitted: FleetLoop[] = []
    for (let i = 0; i < loops; i++)
      submitted.push(await submitLoop(world, desk, { book, which: i, jobs, isShort: n === 0 }))
    const faults = faultsFor(world, n, submitted.flatMap(({ commands }) => commands).length)
    const done: string[] = []
    const rows = await runChaos({ all, faults, address, server, world, book, done })
    const ledger = readFileSync(join(book, 'ledger'), 'utf8').split('\n')
    const events = eventRows.parse(await tell(address, 'select loop, seq, attempt, line from tos.event order by seq'))
    const zombies = await tell(address, 'select * from witness')
    const broken = rows
      .filter(({ state, exit_code }) => state !== 'ended' || exit_code !== 0)
      .map(({ name, state, exit_code }) => `${name} is ${state}, exit code ${exit_code}`)
    for (const { name, state, exit_code } of rows)
      if (state !== 'ended' || exit_code !== 0) broken.push(`${name}: ${lastOf(events, name)}`)
    broken.push(...all.flatMap((host) => host.deaths()))
    broken.push(...zombies.map((row) => `a zombie's line: ${JSON.stringify(row)}`))
    const judged =
      broken.length > 0
        ? []
        : submitted.map((loop) =>
            judgeLoop(
              loop,
              events.filter((row) => row.loop === loop.name),
              ledger,
            ),
          )
    broken.push(...judged.flatMap((each) => each.broken))
    if (broken.length > 0) for (const host of all) broken.push(`${host.name} said: ${host.said().slice(-saidAtMost)}`)
    return {
      faults: done.length,
      broken: broken.map((what) => `${what} [${done.join('; ')}]`),
      figures: {
        'loops ended': rows.length,
        attempts: rows.reduce((sum, { attempt }) => sum + attempt, 0),
        'begun again, each in doubt': judged.reduce((sum, { again }) => sum + again, 0),
      },
    }
  },
}
