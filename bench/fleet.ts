// A fleet: what the database takes, how soon a lost loop goes on, what a tree and a whole loop cost beyond running it here.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openCarry } from '../source/checkpoints/carry.ts'
import { openRepository } from '../source/checkpoints/repository.ts'
import { need } from '../source/core/failure.ts'
import type { Lease } from '../source/fleet/engine.ts'
import { layOut } from '../source/fleet/lay-out.ts'
import { openPostgresEngine, type PostgresEngine } from '../source/fleet/postgres/engine.ts'
import { openWorker } from '../source/fleet/worker.ts'
import { newDatabase, startPostgres, tell, withoutPostgres, type Server } from '../test/helpers/postgres.ts'
import { loopOf, makeProject, writeResult } from '../test/helpers/project.ts'
import { inTemporaryFolderAsync, median, milliseconds, program, type Row } from './measure.ts'

const running = 500
const queued = 10_000
const perSecond = 250
const seconds = 10
const leaseSec = 5

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0
const against = (what: string, value: string, target: string, ratio: string): Row => ({
  what,
  value,
  against: target,
  ratio,
})
const timesOf = (value: number, most: number): string => `${(value / most).toFixed(2)}x`

export async function fleetRows(): Promise<Row[]> {
  if (withoutPostgres) return [against('fleet', withoutPostgres, 'a database', '')]
  // As it is used: what was acknowledged is on the disk.
  process.env['TOS_POSTGRES_FSYNC'] = 'on'
  const server = await startPostgres()
  try {
    return [...(await databaseRows(server)), ...(await lostRows(server)), ...(await hostRows(server))]
  } finally {
    await server.stop()
  }
}

async function newFleet(server: Server): Promise<string> {
  const url = await newDatabase(server)
  await need(await openPostgresEngine({ url, ca: null, isInsecure: false }, { isOwner: true })).close()
  return url
}

const open = async (url: string, lease = 60): Promise<PostgresEngine> =>
  need(await openPostgresEngine({ url, ca: null, isInsecure: false }, { leaseSec: lease }))

const wish = (project: string) => ({
  root: `/${project}`,
  project,
  team: '',
  origin: null,
  priority: 0,
  notBefore: null,
  by: 'bench',
})

/** Clock ticks of the server's processes, and kilobytes they have for themselves, with what they share once. */
function serverUse({ data }: Server): { readonly ticks: number; readonly kilobytes: number } {
  const first = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  const pids = readdirSync('/proc').filter((name) => {
    try {
      return (
        name === first ||
        (/^\d+$/.test(name) &&
          / \(postgres\) . (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'latin1'))?.[1] === first)
      )
    } catch {
      return false
    }
  })
  let ticks = 0
  let kilobytes = 0
  for (const pid of pids) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
      ticks += Number(fields[11]) + Number(fields[12])
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // One that cleans up, and has ended by now.
    }
  }
  return { ticks, kilobytes }
}

/** 500 loops run and 10,000 wait; every second so many appends. */
async function databaseRows(server: Server): Promise<Row[]> {
  const url = await newFleet(server)
  const engine = await open(url)
  const watcher = await open(url)
  for (let i = 0; i < running; i++) need(await engine.submit(wish(`running-${i}`)))
  const leases: Lease[] = []
  while (leases.length < running) leases.push(...(await engine.take(100)))
  for (let i = 0; i < 10; i++) need(await engine.submit(wish(`next-${i}`)))
  await tell(
    url,
    `insert into tos.loop (name, project, team, submission)
       select 'q-' || i, 'queued-' || i, '', submission from generate_series(1, ${queued}) as i, (select submission from tos.loop limit 1) as one`,
    `insert into pgboss.job (name, data, priority) select 'tos', '{}', -1 from generate_series(1, ${queued})`,
    'analyze',
  )
  const sent = new Map<number, number>()
  const lags: number[] = []
  const at: number[] = leases.map(() => 0)
  const unwatch = watcher.watch(() => {
    const now = performance.now()
    for (const [key, began] of sent) {
      lags.push(now - began)
      sent.delete(key)
    }
  })
  const took: number[] = []
  const append = async (key: number, lease: Lease, line: Buffer): Promise<void> => {
    const start = performance.now()
    const said = await engine.append(lease, line)
    if (said !== 'held') throw new Error(`append: ${said}`)
    took.push(performance.now() - start)
    sent.set(key, performance.now())
  }
  // What the same server and disk do without us, in the same seconds.
  await tell(url, 'create table bare (line text)')
  const bare: number[] = []
  const insertBare = async (line: Buffer): Promise<void> => {
    const start = performance.now()
    await engine.pool.query('insert into bare values ($1)', [line.toString()])
    bare.push(performance.now() - start)
  }
  const before = serverUse(server)
  const began = performance.now()
  const waiting: Promise<void>[] = []
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = began + (i * 1000) / perSecond
    if (due > performance.now()) await delay(due - performance.now())
    const which = i % running
    const lease = leases[which]
    if (!lease) continue
    const seq = (at[which] = (at[which] ?? 0) + 1)
    const line = Buffer.from(`{"v":1,"seq":${seq},"type":"command.started","code":"${'x'.repeat(300)}"}\n`)
    waiting.push(append(i, lease, line))
    if (i % 10 === 0) waiting.push(insertBare(line))
  }
  await Promise.all(waiting)
  const lasted = performance.now() - began
  const after = serverUse(server)
  await delay(2500)
  unwatch()
  const takes: number[] = []
  for (let i = 0; i < 10; i++) {
    const start = performance.now()
    await engine.take(1)
    takes.push(performance.now() - start)
  }
  await engine.close()
  await watcher.close()
  const cores = (after.ticks - before.ticks) / 100 / (lasted / 1000)
  const megabytes = after.kilobytes / 1024
  const load = `${running} running, ${queued} queued, ${Math.round((perSecond * seconds * 1000) / lasted)} appends/s`
  return [
    against(`append under the fence, p95, ${load}`, milliseconds(p95(took)), '50 ms', timesOf(p95(took), 50)),
    against(
      'append under the fence, p95, against a bare insert in the same seconds',
      milliseconds(p95(took)),
      milliseconds(p95(bare)),
      timesOf(p95(took), p95(bare)),
    ),
    against('append under the fence, median', milliseconds(median(took)), '50 ms', timesOf(median(took), 50)),
    against(`PostgreSQL, ${load}`, `${cores.toFixed(2)} cores`, '0.5 cores', timesOf(cores, 0.5)),
    against('memory of PostgreSQL then', `${megabytes.toFixed(0)} MB`, '200 MB', timesOf(megabytes, 200)),
    against('a watcher hears of a line, p95', milliseconds(p95(lags)), '1000 ms', timesOf(p95(lags), 1000)),
    against(
      `one loop taken out of ${queued}, median`,
      milliseconds(median(takes)),
      '50 ms',
      timesOf(median(takes), 50),
    ),
  ]
}

/** A worker that is never heard again, and one that waits. */
async function lostRows(server: Server): Promise<Row[]> {
  const url = await newFleet(server)
  const late: number[] = []
  for (let i = 0; i < 3; i++) {
    const dead = await open(url, leaseSec)
    need(await dead.submit(wish(`lost-${i}`)))
    const [lease] = await dead.take(1)
    const took = performance.now()
    if (!lease) throw new Error('nothing taken')
    const engine = await open(url, leaseSec)
    const again = new Promise<void>((resolve) => {
      const worker = openWorker({
        engine,
        slots: 1,
        isDrain: false,
        version: 'bench',
        say: () => undefined,
        start: () => {
          resolve()
          worker.stop()
          return Promise.resolve(0)
        },
      })
    })
    await again
    late.push((performance.now() - took) / 1000 - leaseSec)
    await delay(200)
    await dead.close()
    await engine.close()
  }
  const most = Math.max(...late)
  return [
    against('a lost loop is taken again, behind its lease, at most', `${most.toFixed(1)} s`, '5 s', timesOf(most, 5)),
  ]
}

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n', ...args], { cwd: folder, encoding: 'utf8' }).trim()

/** What a host does for a loop: lays it out, keeps its trees, runs it. */
const hostRows = (server: Server): Promise<Row[]> =>
  inTemporaryFolderAsync(async (folder) => {
    const ends: (() => unknown)[] = []
    const steps = Array.from({ length: 4 }, () => ({
      commands: ['sleep 0.3; date >> made', 'sleep 0.3; date >> made'],
    }))
    const project = makeProject(
      { after: (end) => void ends.push(end) },
      {
        config: loopOf(1),
        steps: [...steps, { commands: [writeResult] }],
        files: { '.gitignore': 'workspace/\nlogs/\n' },
      },
    )
    const remote = join(folder, 'remote')
    mkdirSync(remote)
    git(remote, 'init', '-q', '--bare', '-b', 'main')
    for (const call of [
      'init -q -b main',
      'add .',
      'commit -qm project',
      `remote add origin ${remote}`,
      'push -q origin main',
    ])
      git(project.root, ...call.split(' '))
    const commit = git(project.root, 'rev-parse', 'HEAD')
    const environment = { ...process.env, GIT_CONFIG_NOSYSTEM: '1' }
    const laid: number[] = []
    let last = { root: '', store: '' }
    for (let i = 0; i < 4; i++) {
      const start = performance.now()
      last = need(
        await layOut({
          folder: join(folder, `attempt-${i}`),
          remotes: join(folder, 'remotes'),
          origin: { remote, commit, prefix: '' },
          commit: null,
          packs: [],
          environment,
        }),
      )
      laid.push(performance.now() - start)
    }
    const repository = await openRepository({ root: last.root, environment, silenceMs: 60_000 })
    if (!repository.ok || repository.value === null) throw new Error('no repository')
    const carry = await openCarry({
      repository: repository.value,
      folder: last.store,
      carried: [],
      left: [],
      maxFileBytes: 1e9,
    })
    let parent = (await carry.take(commit)).commit
    const trees: number[] = []
    for (let i = 0; i < 12; i++) {
      writeFileSync(join(last.root, 'made'), `${i}\n`)
      const start = performance.now()
      parent = (await carry.take(parent)).commit
      trees.push(performance.now() - start)
    }
    const url = await newFleet(server)
    const own = {
      ...environment,
      TOS_FLEET_URL: url,
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_CONFIG_HOME: join(folder, 'config'),
    }
    mkdirSync(join(folder, 'config', 'tos-tui'), { recursive: true })
    writeFileSync(join(folder, 'config', 'tos-tui', 'fleet.json'), '{"require_sandbox": false}')
    const timed = (...args: string[]): number => {
      const start = performance.now()
      const { status, stderr } = spawnSync(process.execPath, [program, ...args], { env: own, encoding: 'utf8' })
      if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
      return (performance.now() - start) / 1000
    }
    timed('submit', '--root', project.root)
    const afar = timed('worker', '--drain')
    const here = timed('run', '--loop', '--plain', '--root', project.root)
    for (const end of ends.toReversed()) await end()
    return [
      against('a loop laid out, median', milliseconds(median(laid)), '2000 ms', timesOf(median(laid), 2000)),
      against('the tree at a finish, median', milliseconds(median(trees)), '100 ms', timesOf(median(trees), 100)),
      against(
        `a loop of 9 commands by a worker, beyond ${here.toFixed(1)} s of running it here`,
        `${(afar - here).toFixed(1)} s`,
        '2 s',
        timesOf(afar - here, 2),
      ),
    ]
  })
