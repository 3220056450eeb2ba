// What a fleet's database, its backups, a broken project and a great tree do to loops: nothing is lost, and each is told.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { attemptsIn } from '../../source/fleet/salvage.ts'
import {
  databaseOf,
  restartServer,
  startPostgres,
  tell,
  withoutPostgres,
  type Server,
} from '../../test/helpers/postgres.ts'
import { temporaryFolder, tos } from '../../test/helpers/project.ts'
import { canMount } from '../harness/commands.ts'
import { eventRows, judgeLoop } from '../harness/fleet-judge.ts'
import {
  openGround,
  submitLoop,
  type FleetGround,
  type FleetHost,
  type FleetLoop,
  type LoopShape,
} from '../harness/fleet.ts'
import type { Injected, Promised, World } from '../promise.ts'

/** Milliseconds between two looks. */
const lookMs = 300
/** Far beyond what a busy machine takes. */
const giveUpMs = 300_000

const loopRows = z.array(z.object({ name: z.string(), state: z.string(), exit_code: z.int().nullable() }))

interface Fleet extends FleetGround {
  readonly submit: (which: number, more?: Partial<LoopShape>) => Promise<FleetLoop>
  /** Lines that commands have written down themselves. */
  readonly written: () => number
  /** Resolves when every loop has ended, or none will. */
  readonly over: () => Promise<z.infer<typeof loopRows>>
}

async function openFleet(world: World, server: Server): Promise<Fleet> {
  const ground = await openGround(world, server, [0, 0])
  const { address, book, desk } = ground
  return {
    ...ground,
    submit: (which, more) => submitLoop(world, desk, { book, which, jobs: 1, isShort: false, ...more }),
    written: () => readFileSync(join(book, 'ledger'), 'utf8').split('\n').length - 1,
    async over() {
      const end = performance.now() + giveUpMs
      for (;;) {
        await delay(lookMs)
        const rows = await rowsOf(address)
        const isOver =
          rows !== null && rows.length > 0 && rows.every(({ state }) => state === 'ended' || state === 'poisoned')
        if (isOver || performance.now() > end) return rows ?? []
      }
    },
  }
}

/** Null while the database is away. */
const rowsOf = async (address: string) => {
  try {
    return loopRows.parse(await tell(address, 'select name, state, exit_code from tos.loop order by number'))
  } catch {
    return null
  }
}

async function come(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + giveUpMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never came: ${what}`)
    await delay(lookMs)
  }
}

const unwell = (rows: z.infer<typeof loopRows>, hosts: readonly FleetHost[]): string[] => [
  ...(rows.length === 0 ? ['no loop is on record'] : []),
  ...rows.flatMap(({ name, state, exit_code: code }) =>
    state === 'ended' && code === 0 ? [] : [`${name} is ${state}, exit code ${code}`],
  ),
  ...hosts.flatMap((host) => host.deaths()),
]

async function judgeAll({ address, book }: Fleet, loops: readonly FleetLoop[]): Promise<string[]> {
  const events = eventRows.parse(await tell(address, 'select loop, seq, attempt, line from tos.event order by seq'))
  const ledger = readFileSync(join(book, 'ledger'), 'utf8').split('\n')
  return loops.flatMap(
    (loop) =>
      judgeLoop(
        loop,
        events.filter((row) => row.loop === loop.name),
        ledger,
      ).broken,
  )
}

/** The disk of the database is full for a while: what was not on record did not happen, and it goes on by itself. */
async function full(world: World): Promise<Injected> {
  const disk = temporaryFolder(world)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=192m,mode=777', 'tmpfs', disk])
  world.after(() => spawnSync('umount', ['-l', disk]))
  const server = await startPostgres(disk)
  world.after(() => server.stop())
  const fleet = await openFleet(world, server)
  const loops = [await fleet.submit(0), await fleet.submit(1)]
  for (const host of fleet.hosts) host.work(1)
  await come(() => fleet.written() >= 2, 'the first commands')
  const ballast = join(disk, 'ballast')
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], { stdio: 'ignore' })
  // What is written now finds no room.
  await tell(
    fleet.address,
    'create table filler (line text)',
    `insert into filler select repeat('x', 500) from generate_series(1, 2000)`,
  ).then(
    () => undefined,
    () => undefined,
  )
  const said = () => fleet.hosts.map((host) => host.said()).join('')
  await come(() => / waits: .*free some space/.test(said()), 'a word of a worker about the disk')
  const before = fleet.written()
  rmSync(ballast)
  await tell(fleet.address, 'select 1').catch(() => restartServer(server))
  const broken = unwell(await fleet.over(), fleet.hosts)
  if (broken.length === 0) broken.push(...(await judgeAll(fleet, loops)))
  return { faults: 1, broken: broken.map((what) => `${what} [full at ${before}] ${said().slice(-300)}`) }
}

/** The database is put back to what it was a while ago: loops go on from there, and hosts have what came after. */
async function restored(world: World): Promise<Injected> {
  const server = await startPostgres()
  world.after(() => server.stop())
  const fleet = await openFleet(world, server)
  const loops = [await fleet.submit(0), await fleet.submit(1)]
  for (const host of fleet.hosts) host.work(1)
  const file = join(fleet.book, 'backup')
  const at = 2 + world.random.below(4)
  await come(() => fleet.written() >= at, 'the moment of the backup')
  execFileSync(join(server.bin, 'pg_dump'), ['-Fc', '-f', file, '-d', fleet.address])
  await come(() => fleet.written() >= at + 4, 'the moment of the loss')
  const database = databaseOf(fleet.address)
  await tell(server.url, `drop database ${database} with (force)`, `create database ${database}`)
  execFileSync(join(server.bin, 'pg_restore'), ['-d', fleet.address, file])
  await come(() => fleet.hosts.some((host) => /cut off/.test(host.said())), 'a run that is ahead of the backup')
  const kept = fleet.hosts.flatMap(({ folder }) => attemptsIn(join(folder, 'state', 'tos', 'fleet')))
  const broken = unwell(await fleet.over(), fleet.hosts)
  const events = eventRows.parse(
    await tell(fleet.address, 'select loop, seq, attempt, line from tos.event order by seq'),
  )
  for (const { name, left, commands } of broken.length > 0 ? [] : loops) {
    const seqs = events.filter(({ loop }) => loop === name).map(({ seq }) => seq)
    if (seqs.some((seq, i) => seq !== i + 1)) broken.push(`${name}: its lines are ${seqs.join()}`)
    if (left() !== commands.map((each) => `${each}\n`).join('')) broken.push(`${name}: its tree holds ${left()}`)
  }
  if (kept.length === 0) broken.push('no host has what came after the backup')
  return { faults: 1, broken: broken.map((what) => `${what} [backup at ${at}]`) }
}

/** What was submitted has a configuration that is none, as a client that checks nothing would: no host runs it, others go on. */
async function brokenProject(world: World): Promise<Injected> {
  const server = await startPostgres()
  world.after(() => server.stop())
  const fleet = await openFleet(world, server)
  const [, other] = fleet.hosts
  if (!other) throw new Error('no host')
  const bad = await fleet.submit(0)
  writeFileSync(join(bad.root, 'config', 'config_v0_3.json'), '{')
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n', ...args], { cwd: bad.root, encoding: 'utf8' })
  git('commit', '-qam', 'broken')
  git('push', '-q', 'origin', 'main')
  const commit = JSON.stringify(git('rev-parse', 'HEAD').trim())
  await tell(
    fleet.address,
    `update tos.loop set tree = null, submission = jsonb_set(submission, '{origin,commit}', '${commit}')`,
    'delete from tos.pack',
  )
  const good = await fleet.submit(1)
  other.work(2)
  const rows = await fleet.over()
  const states = rows.map(({ name, state }) => `${name} ${state}`).join(', ')
  const broken = states === `${bad.name} poisoned, ${good.name} ended` ? await judgeAll(fleet, [good]) : [states]
  if (!/cannot run here: .*config_v0_3\.json/.test(other.said()))
    broken.push(`the worker said ${other.said().slice(-400)}`)
  return { faults: 1, broken }
}

const carriedFiles = 25
const carriedBytes = 8 * 2 ** 20

/** 200 MB travel with a loop, by the database or by the git remote. */
async function great(world: World): Promise<Injected> {
  const server = await startPostgres()
  world.after(() => server.stop())
  const fleet = await openFleet(world, server)
  const carried = Object.fromEntries(
    Array.from({ length: carriedFiles }, (_, i) => [`f${i}`, randomBytes(carriedBytes)]),
  )
  const began = performance.now()
  const loops = [
    await fleet.submit(0, { carried, isShort: true, tos: { max_carry_mb: 256 } }),
    await fleet.submit(1, { carried, isShort: true }),
  ]
  for (const host of fleet.hosts) host.work(1)
  const broken = unwell(await fleet.over(), fleet.hosts)
  if (broken.length === 0) broken.push(...(await judgeAll(fleet, loops)))
  const seconds = Math.round((performance.now() - began) / 1000)
  for (const { name } of broken.length > 0 ? [] : loops) {
    const to = join(fleet.book, name)
    const got = await tos(['fleet', 'get', name, to], { environment: { ...fleet.hosts[0]?.environment } })
    if (got.code !== 0) broken.push(`get: ${got.err}`)
    for (const [file, bytes] of got.code === 0 ? Object.entries(carried) : [])
      if (!readFileSync(join(to, 'workspace', file)).equals(bytes)) broken.push(`${name}: ${file} is not what it was`)
  }
  return { faults: 1, broken, peaks: { 'seconds for 200 MB twice': seconds } }
}

/** The disk of a host is full: it gives its loop to another host, and takes nothing before there is room again. */
async function hostFull(world: World): Promise<Injected> {
  const server = await startPostgres()
  world.after(() => server.stop())
  const fleet = await openFleet(world, server)
  const [ill, well] = fleet.hosts
  if (!ill || !well) throw new Error('no host')
  const disk = join(ill.folder, 'state')
  mkdirSync(disk, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk])
  world.after(() => spawnSync('umount', ['-l', disk]))
  const loops = [await fleet.submit(0)]
  ill.work(1)
  const at = 1 + world.random.below(4)
  await come(() => fleet.written() >= at, 'the moment of the fault')
  const ballast = join(disk, 'ballast')
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], { stdio: 'ignore' })
  await come(() => /full.*nothing is taken/.test(ill.said()), 'a word of the worker about its disk')
  well.work(1)
  const broken = unwell(await fleet.over(), fleet.hosts)
  if (broken.length === 0) broken.push(...(await judgeAll(fleet, loops)))
  rmSync(ballast)
  await come(() => /can run loops again/.test(ill.said()), 'a word of the worker about its room')
  return { faults: 1, broken: broken.map((what) => `${what} [full at ${at}] ${ill.said().slice(-600)}`) }
}

const kinds = [full, restored, brokenProject, great, hostFull]

export const fleetServer: Promised = {
  name: 'fleet-server',
  says: 'a full disk of the database or of a host, a backup put back, a broken project and 200 MB of tree cost no loop anything',
  full: 15,
  missing: () => withoutPostgres || (canMount() ? null : 'no disk can be mounted here'),
  mutants: {},
  inject: (world, n) => (kinds[n % kinds.length] ?? full)(world),
}
