// Snapshots, checkpoints, rollback and undo in generated repositories, against `git status` and the plain git commands.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  cpSync,
  ftruncateSync,
  globSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { makeCheckpoint } from '../source/checkpoints/checkpoint.ts'
import { prepareSnapshot, saveStep } from '../source/checkpoints/snapshot.ts'
import { openGitFence } from '../source/executor/git/fence.ts'
import { gitIn, initRepository, resetTo, storeIn, storesOf, undoIn } from '../test/helpers/worktree.ts'
import { inTemporaryFolderAsync, median, megabytes, milliseconds, times, type Row } from './measure.ts'

const place = { loop: null, job: 1, step: 1 }
/** Of the ignored files so many are covered. */
const coveredBytes = 100 * 2 ** 20
/** Of each generated file; hexadecimal digits, which packing halves. */
const fileBytes = 6000

interface Cost {
  /** Milliseconds of the clock, and of processors in this process and the ones it waited for. */
  readonly wall: number
  readonly cpu: number
}

/** Milliseconds of processor time of this process and all below it, those that live on included; the kernel counts them in ticks of 10. */
function cpuSoFar(): number {
  const all = new Map(readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? timesOf(name) : [])))
  const below = (pid: number): number =>
    [...all].reduce((sum, [each, { parent, ticks }]) => (parent === pid ? sum + ticks + below(each) : sum), 0)
  return ((all.get(process.pid)?.ticks ?? 0) + below(process.pid)) * 10
}

/** One that has just ended is counted by its parent. */
function timesOf(pid: string): [number, { parent: number; ticks: number }][] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ')
    return [
      [
        Number(pid),
        { parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) },
      ],
    ]
  } catch {
    return []
  }
}

/** The median of the clock, the mean of the processors: their ticks are coarse. */
async function costOf(runs: number, work: () => unknown, before: () => unknown = () => undefined): Promise<Cost> {
  const walls: number[] = []
  let cpu = 0
  for (let i = 0; i < runs; i++) {
    await before()
    const [began, used] = [performance.now(), cpuSoFar()]
    await work()
    walls.push(performance.now() - began)
    cpu += cpuSoFar() - used
  }
  return { wall: median(walls), cpu: cpu / runs }
}

const nameOf = (i: number): string => `d${Math.floor(i / 200)}/e${i % 10}/f${i}.txt`

function generate(root: string, files: number): void {
  initRepository(root)
  // A collection in the background would disturb what is measured.
  gitIn(root, 'config', 'gc.auto', '0')
  writeFileSync(join(root, '.gitignore'), 'ignored/\n')
  for (let i = 0; i < files; i++) {
    const path = join(root, nameOf(i))
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, randomBytes(fileBytes / 2).toString('hex'))
  }
  gitIn(root, 'add', '-A')
  gitIn(root, 'commit', '-q', '-m', 'generated')
}

function change(root: string, files: number, count: number): void {
  for (let i = 0; i < count; i++)
    writeFileSync(join(root, nameOf(Math.floor((i * files) / count))), randomBytes(fileBytes / 2).toString('hex'))
}

/** Bytes of all objects of the project's store of snapshots. */
function storeBytes(root: string): number {
  const found = globSync('*/git/objects/**/*', { cwd: storesOf(root) }).map((name) => join(storesOf(root), name))
  return bytesOf(found)
}

const bytesOf = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => {
    const stat = statSync(path)
    return sum + (stat.isFile() ? stat.size : 0)
  }, 0)

const row = (what: string, own: Cost, against: string, other: Cost): Row => ({
  what,
  value: `${milliseconds(own.cpu)} CPU, ${milliseconds(own.wall)} (${times(own.wall, other.wall)})`,
  against: `${against}, ${milliseconds(other.cpu)} CPU, ${milliseconds(other.wall)}`,
  ratio: times(own.cpu, other.cpu),
})

export async function measure(files: number, ignoredBytes: number): Promise<Row[]> {
  return inTemporaryFolderAsync(async (folder) => {
    const root = join(folder, 'r')
    const title = `${files.toLocaleString('en')} files${ignoredBytes > 0 ? ' and 1 GB of ignored ones, 100 MB covered' : ''}`
    generate(root, files)
    if (ignoredBytes > 0) ignore(root, ignoredBytes)
    const runs = files > 50_000 ? 5 : 20
    const git = (...args: string[]) => spawnSync('git', args, { cwd: root, stdio: 'ignore' })
    // Entries younger than the index are read again; a second makes all of them older.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    git('update-index', '--really-refresh')
    const status = await costOf(runs, () => git('status', '--porcelain'))
    // Of the ignored files as many are covered as the settings let in.
    const store = await storeIn(
      root,
      { maxFileBytes: 2 ** 27, maxIgnoredBytes: coveredBytes + 2 ** 20 },
      600_000,
      await openGitFence(process.env),
    )
    const copied = join(folder, 'copied')
    const copy = await costOf(1, () => {
      cpSync(join(root, '.git', 'objects'), copied, { recursive: true })
      spawnSync('sync', ['-f', copied])
    })
    const ahead = await costOf(1, () => prepareSnapshot(store))
    const first = await costOf(1, () => saveStep(store, place))
    const held = storeBytes(root)
    const unchanged = await costOf(runs, () => saveStep(store, place))
    const rows = [
      row(`${title}: ahead of the first snapshot, while models answer`, ahead, 'git status', status),
      row(`${title}: ahead of the first snapshot, while models answer`, ahead, 'a copy of the objects', copy),
      row(`${title}: the first snapshot`, first, 'git status', status),
      {
        what: `${title}: the store after it`,
        value: megabytes(held),
        against: `the project's objects, ${megabytes(bytesOf(globSync('**/*', { cwd: copied }).map((name) => join(copied, name))))}`,
        ratio: '',
      },
      row(`${title}: a snapshot, nothing changed`, unchanged, 'git status', status),
    ]
    for (const count of [10, 1000]) {
      const growth: number[] = []
      let bytes = 0
      const cost = await costOf(
        Math.min(runs, 10),
        () => saveStep(store, place),
        () => {
          change(root, files, count)
          bytes = storeBytes(root)
        },
      )
      growth.push(storeBytes(root) - bytes)
      const changed = await costOf(3, () => git('status', '--porcelain'))
      rows.push(row(`${title}: a snapshot, ${count} changed`, cost, 'git status', changed))
      rows.push({
        what: `${title}: growth of the store, ${count} changed`,
        value: `${((growth[0] ?? 0) / 1024).toFixed(0)} kB`,
        against: `bytes changed, ${((count * fileBytes) / 1024).toFixed(0)} kB`,
        ratio: times(growth[0] ?? 0, count * fileBytes),
      })
    }
    return [...rows, ...(await going(root, title, files, git))]
  })
}

/** Checkpoint, rollback and undo of ten changed files. */
async function going(root: string, title: string, files: number, git: (...args: string[]) => unknown): Promise<Row[]> {
  const store = await storeIn(root, {}, 600_000, await openGitFence(process.env))
  const edit = () => change(root, files, 10)
  const plainCommit = () => {
    git('add', '.')
    git('-c', 'user.name=b', '-c', 'user.email=b@b', 'commit', '-q', '--allow-empty', '-m', 'CHECKPOINT b')
  }
  gitIn(root, 'add', '-A')
  gitIn(root, 'commit', '-q', '-m', 'before')
  const plain = await costOf(5, plainCommit, edit)
  const made = await costOf(5, () => makeCheckpoint(store, 'b', place), edit)
  const target = gitIn(root, 'rev-parse', 'HEAD')
  const plainReset = () => {
    git('fetch')
    git('reset', '-q', '--hard', target)
    git('clean', '-q', '-fd')
  }
  const reset = await costOf(5, plainReset, edit)
  const back = await costOf(5, () => resetTo(store, target), edit)
  const undone = await costOf(4, () => undoIn(store))
  return [
    row(`${title}: a checkpoint of 10 changed`, made, 'git add, git commit', plain),
    row(`${title}: a rollback of 10 changed`, back, 'git fetch, reset, clean', reset),
    row(`${title}: an undo of it`, undone, 'git fetch, reset, clean', reset),
  ]
}

/** Covered ones in small files, as results and data are; the rest in one that is too big. */
function ignore(root: string, bytes: number): void {
  const folder = join(root, 'ignored')
  mkdirSync(folder)
  const each = coveredBytes / 200
  for (let i = 0; i < 200; i++) writeFileSync(join(folder, `f${i}`), randomBytes(each))
  const descriptor = openSync(join(folder, 'big'), 'w')
  ftruncateSync(descriptor, bytes - coveredBytes)
  closeSync(descriptor)
}

export async function checkpointRows(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [files, ignored] of [
    [1000, 0],
    [10_000, 0],
    [10_000, 2 ** 30],
    [20_000, 0],
    [20_000, 2 ** 30],
  ] as const)
    rows.push(...(await measure(files, ignored)))
  return rows
}
