// A fleet of hosts on this machine that share a database and git remotes, and loops whose commands write themselves down outside
// of every tree.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { loopOf, makeProject, temporaryFolder, tos, writeResult } from '../../test/helpers/project.ts'
import { newDatabase, type Server } from '../../test/helpers/postgres.ts'
import { openWay, type Way } from '../../test/helpers/way.ts'
import type { World } from '../promise.ts'
import { start } from './program.ts'

/** Seconds that a lease holds: short, so that a lost loop goes on soon. */
export const leaseSec = 10

/** Before a worker that ended is started again. Milliseconds. */
const againMs = 1000

export interface FleetHost {
  readonly name: string
  /** Its own, and in the environment of everything that runs on it. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** To the database. */
  readonly way: Way
  /** Starts its worker anew; at once after a kill. */
  readonly work: (slots: number) => void
  /** What its workers said so far. */
  readonly said: () => string
  readonly signal: (signal: NodeJS.Signals) => void
  /** The worker alone. */
  readonly signalWorker: (signal: NodeJS.Signals) => void
  readonly workerPid: () => number
  /** Ends of its worker that nobody caused; it was started again, as a supervisor of services does. */
  readonly deaths: () => readonly string[]
}

export interface FleetGround {
  /** Of the database. */
  readonly address: string
  /** A folder outside of everything: there commands write themselves down. */
  readonly book: string
  readonly hosts: readonly FleetHost[]
  /** The first host: loops are submitted from it. */
  readonly desk: FleetHost
}

/** A database with an empty fleet, and a host for each clock: by how many milliseconds it is off. */
export async function openGround(world: World, server: Server, clocks: readonly number[]): Promise<FleetGround> {
  const address = await newDatabase(server)
  const book = temporaryFolder(world)
  writeFileSync(join(book, 'ledger'), '')
  const hosts: FleetHost[] = []
  for (const [i, aheadMs] of clocks.entries()) hosts.push(await openHost(world, `h${i}`, address, aheadMs))
  const [desk] = hosts
  if (!desk) throw new Error('no host')
  const init = await tos(['fleet', 'init'], { environment: { ...desk.environment } })
  if (init.code !== 0) throw new Error(init.err)
  return { address, book, hosts, desk }
}

/** `aheadMs`: how far its clock is off. */
async function openHost(world: World, name: string, url: string, aheadMs: number): Promise<FleetHost> {
  const folder = temporaryFolder(world)
  const way = await openWay(world, url)
  mkdirSync(join(folder, 'config', 'tos-tui'), { recursive: true })
  writeFileSync(
    join(folder, 'config', 'tos-tui', 'fleet.json'),
    JSON.stringify({ url: way.url, require_sandbox: false, lease_sec: leaseSec }),
    { mode: 0o600 },
  )
  const clock = {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, '..', 'shims', 'clock-jumps.js')}`,
    TORTURE_CLOCK: JSON.stringify({ jumps: [[0, aheadMs]], rate: 1 }),
  }
  const own = { XDG_CONFIG_HOME: join(folder, 'config'), XDG_STATE_HOME: join(folder, 'state') }
  const environment = aheadMs === 0 ? own : { ...own, ...clock }
  let said = ''
  let pid = 0
  const signal = (wanted: NodeJS.Signals): void => {
    // What begins while they are told is told as well.
    for (let round = 0; round < 3; round++) for (const each of processesOf(folder)) kill(each, wanted)
  }
  world.after(() => signal('SIGKILL'))
  const deaths: string[] = []
  let isOver = false
  world.after(() => (isOver = true))

  async function run(slots: number): Promise<void> {
    const { code, err } = await start(world, ['worker', '--slots', String(slots)], {
      environment,
      isLasting: true,
      onLine: (line) => void (said += `${line}\n`),
      onStart: (child) => void (pid = child.pid ?? 0),
    })
    said += err
    // One that was killed was started again by whoever did.
    if (code === null || isOver) return
    deaths.push(`worker of ${name} ended by itself (exit ${code}): ${err.slice(-300)}`)
    await delay(againMs)
    if (!isOver) await run(slots)
  }
  const work = (slots: number): void => void run(slots)

  return {
    name,
    folder,
    environment,
    way,
    signal,
    work,
    deaths: () => deaths,
    said: () => said,
    workerPid: () => pid,
    signalWorker: (wanted) => kill(pid, wanted),
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    if (pid > 0) process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}

/** Processes that were started for a host: its folder stands in what they were given, or is where they are. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const given = ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'latin1'))
        return given.some((text) => text.includes(folder)) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
      } catch {
        return false
      }
    })
    .map(Number)
}

export interface FleetLoop {
  readonly name: string
  /** The project it was submitted from. */
  readonly root: string
  /** Of its commands, in their order. */
  readonly commands: readonly string[]
  /** What its tree held at the end: the names of its commands, each as often as it left its mark there. */
  readonly left: () => string
}

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n', ...args], { cwd: folder, encoding: 'utf8' })

export interface LoopShape {
  /** A folder outside of everything. */
  readonly book: string
  readonly which: number
  readonly jobs: number
  /** One step a job with two commands, instead of two. */
  readonly isShort: boolean
  /** Added to the settings. */
  readonly tos?: object
  /** Files of the folder that travels. */
  readonly carried?: Readonly<Record<string, Buffer>>
}

/** A project, pushed and submitted. */
export async function submitLoop(world: World, desk: FleetHost, shape: LoopShape): Promise<FleetLoop> {
  const { book, which, jobs, isShort, tos: settings = {}, carried = {} } = shape
  const commands: string[] = []
  const command = (name: string, more = 'true'): string => {
    commands.push(name)
    const write = (what: string) => `echo ${what} ${name} $at >> ${book}/ledger`
    const mark = `echo ${name} >> made.txt`
    return `at=$(basename "$(dirname "$PWD")"); ${write('begin')}; ${mark}; sleep 0.2; ${more}; ${write('end')}`
  }
  const steps = Array.from({ length: jobs }, (_, job) => {
    const name = (letter: string) => `p${which}j${job}${letter}`
    const keep = `${writeResult}; cp made.txt ${book}/p${which}`
    const last = (letter: string) => [command(name(letter), 'rm -rf dir; mkdir dir'), command(name('z'), keep)]
    if (isShort) return [{ commands: last('a') }]
    return [{ commands: [command(name('a')), command(name('b'))] }, { commands: last('c') }]
  }).flat()
  // A step may have to be taken once more when a fault kept its work from being seen.
  steps.push({ commands: [writeResult] }, { commands: [writeResult] })
  const project = makeProject(world, {
    config: loopOf(jobs),
    steps,
    files: { '.gitignore': 'workspace/\nlogs/\n' },
    tos: { exec: { sandbox: 'off' }, fleet: { in_doubt: 'rerun', project: `p${which}`, ...settings } },
  })
  for (const [name, content] of Object.entries(carried)) project.write(`workspace/${name}`, content)
  const remote = temporaryFolder(world)
  git(remote, 'init', '-q', '--bare', '-b', 'main')
  for (const call of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-qm', 'project'],
    ['remote', 'add', 'origin', remote],
    ['push', '-q', 'origin', 'main'],
  ])
    git(project.root, ...call)
  const submitted = await tos(['submit', '--root', project.root], { environment: desk.environment })
  if (submitted.code !== 0) throw new Error(`submit: ${submitted.err}`)
  const loop: FleetLoop = {
    name: submitted.out.trim(),
    root: project.root,
    commands,
    left: () => readFileSync(join(book, `p${which}`), 'utf8'),
  }
  return loop
}
