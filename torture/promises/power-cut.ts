// The power goes: an image of a mounted disk is copied at some moment; what was acknowledged by then is there afterwards.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { unsynced } from '../../source/files/journal-synced.ts'
import { openDisk, type Disk } from '../../test/helpers/disk.ts'
import { canMount, commandExists } from '../harness/commands.ts'
import { ledgerLoop } from '../harness/ledger.ts'
import { pidsWith } from '../harness/process-table.ts'
import { isTrace, start, type Ended } from '../harness/program.ts'
import { treeOf } from '../harness/tree.ts'
import type { Injected, Promised, World } from '../promise.ts'

interface Place {
  readonly disk: Disk
  readonly root: string
  readonly state: Record<string, string>
}

const stateIn = (folder: string): Record<string, string> => ({ XDG_STATE_HOME: join(folder, 'state') })

function place(world: World): Place {
  const disk = openDisk(world)
  if (!disk) throw new Error('no disk of its own')
  // What a command leaves to the kernel is not the program's to save: the evidence of a job is synced by who makes it.
  const { project } = ledgerLoop(world, { jobs: 2, git: true, work: (name) => `seq 300 > data-${name}; sync` })
  const root = join(disk.folder, 'project')
  cpSync(project.root, root, { recursive: true })
  mkdirSync(join(disk.folder, 'state'))
  disk.sync()
  return { disk, root, state: stateIn(disk.folder) }
}

/** Everything of it stands still while the image is copied. */
function cutNow({ disk, root }: Place, child: ChildProcess, name: string): string {
  const stopped = [...new Set([...(child.pid === undefined ? [] : [child.pid]), ...pidsWith(root)])]
  const tell = (signal: NodeJS.Signals): void => {
    for (const pid of stopped)
      try {
        process.kill(pid, signal)
      } catch {
        // Gone already.
      }
  }
  tell('SIGSTOP')
  try {
    return disk.cut(name)
  } finally {
    tell('SIGCONT')
  }
}

/** What git says of every repository on the disk: the project's and the stores; empty when all is well. */
function fsck(folder: string): string[] {
  const repositories = [
    join(folder, 'project', '.git'),
    ...globSync('state/**/objects', { cwd: folder }).map((name) => join(folder, name, '..')),
  ]
  // A store that was just begun has no HEAD and no snapshot: who comes next makes it to its end.
  const whole = repositories.filter((git) =>
    ['HEAD', 'packed-refs', join('refs', 'tos')].some((name) => existsSync(join(git, name))),
  )
  return whole.flatMap((git) => {
    const { status, stderr } = spawnSync('git', ['--git-dir', git, 'fsck', '--full', '--strict', '--no-dangling'], {
      encoding: 'utf8',
    })
    return status === 0 ? [] : [`git fsck of ${git.replace(folder, '')}: ${stderr.slice(0, 200)}`]
  })
}

export interface Acknowledged {
  /** Lines of the journal that were told before the power went, the last one synced. */
  readonly told: readonly string[]
  readonly found: readonly string[]
}

export function judgeJournal({ told, found }: Acknowledged): string[] {
  const there = new Set(found)
  const lost = told.filter((line) => !there.has(line))
  return lost.length === 0 ? [] : [`${lost.length} of ${told.length} acknowledged events are lost`]
}

const typeOf = (line: string): string => /"type":"([^"]+)"/.exec(line)?.[1] ?? ''

async function duringLoop(world: World): Promise<Injected> {
  const { random } = world
  const here = place(world)
  const cuts: { image: string; told: readonly string[] }[] = []
  const wanted = [...new Set(Array.from({ length: 4 }, () => 3 + random.below(90)))].toSorted((a, b) => a - b)
  const told: string[] = []
  await start(world, ['run', '--loop', '--json', '--root', here.root], {
    environment: here.state,
    onLine(line, child) {
      told.push(line)
      if (told.length !== wanted[cuts.length]) return
      const isSynced = (event: string): boolean => !(unsynced as ReadonlySet<string>).has(typeOf(event))
      const image = cutNow(here, child, `cut-${told.length}`)
      cuts.push({ image, told: told.slice(0, told.findLastIndex(isSynced) + 1) })
    },
  })
  const broken: string[] = []
  for (const cut of cuts) {
    const mounted = here.disk.restarted(cut.image)
    const root = join(mounted, 'project')
    const journal = join(root, 'logs', 'journal.ndjson')
    const found = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : []
    const faults = [...judgeJournal({ told: cut.told, found }), ...fsck(mounted)]
    let ended: Ended | null = null
    for (const call of [
      ['resume', '--loop'],
      ['resume', '--loop', '--in-doubt', 'skip'],
    ]) {
      if (ended?.code === 0) break
      ended = await start(world, [...call, '--root', root], { environment: stateIn(mounted) })
    }
    if (ended?.code !== 0) faults.push(`does not go on: ${ended?.err.slice(-200)}`)
    broken.push(...faults.map((line) => `loop, behind event ${cut.told.length}: ${line}`))
  }
  return { faults: cuts.length, broken }
}

const verbs = ['checkpoint', 'rollback', 'undo', 'cleanrun'] as const

/** In the middle of it, and right behind its last word. */
async function duringVerb(world: World): Promise<Injected> {
  const { random } = world
  const verb = random.pick(verbs)
  const here = place(world)
  const { root, disk, state } = here
  const call = (...args: string[]): Promise<Ended> => start(world, [...args, '--root', root], { environment: state })
  // Automatic snapshots of more than the kept ones are removed behind this one: prune is under way too.
  if (verb === 'cleanrun') await call('run')
  writeFileSync(join(root, 'data.txt'), 'good')
  await call('checkpoint', 'base')
  const base = treeOf(root)
  writeFileSync(join(root, 'data.txt'), 'bad')
  rmSync(join(root, 'kept.txt'))
  const changed = treeOf(root)
  const rollback = ['rollback', 'base', '--save', '--yes', '--no-test']
  if (verb === 'undo') await call(...rollback)
  disk.sync()
  const args = {
    checkpoint: ['checkpoint', 'second'],
    rollback,
    undo: ['undo', '--yes'],
    cleanrun: ['cleanrun', '--loop'],
  }[verb]
  const [from, to] = verb === 'rollback' ? [changed, base] : verb === 'undo' ? [base, changed] : [changed, changed]
  const cuts: { image: string; isEnd: boolean; ms: number }[] = []
  const ms = 200 + random.below(1_500)
  const ended = await start(world, [...args, '--root', root], {
    environment: state,
    onStart(child) {
      const timer = setTimeout(() => cuts.push({ image: cutNow(here, child, 'middle'), isEnd: false, ms }), ms)
      child.once('exit', () => clearTimeout(timer))
    },
  })
  cuts.push({ image: disk.cut('end'), isEnd: true, ms: 0 })
  const broken: string[] = ended.code === 0 ? [] : [`${verb} failed: ${ended.err.slice(-200)}`]
  for (const { image, isEnd, ms: at } of cuts) {
    const mounted = disk.restarted(image)
    const found = join(mounted, 'project')
    const faults = fsck(mounted)
    const settled = await start(world, ['undo', '--dry-run', '--root', found], { environment: stateIn(mounted) })
    if (isTrace(settled.err) || settled.isHung) faults.push(settled.err.slice(-300))
    if (verb !== 'cleanrun') {
      const tree = treeOf(found)
      if (isEnd ? tree !== to : tree !== from && tree !== to)
        faults.push(`the files are ${isEnd ? 'not what was acknowledged' : 'neither before nor behind it'}`)
    } else {
      const goes = await start(world, ['resume', '--loop', '--in-doubt', 'skip', '--root', found], {
        environment: stateIn(mounted),
      })
      if (goes.code !== 0) faults.push(`does not go on: ${goes.err.slice(-200)}`)
    }
    broken.push(...faults.map((line) => `${verb}, ${isEnd ? 'behind its end' : `after ${at} ms`}: ${line}`))
  }
  return { faults: cuts.length, broken }
}

export const powerCut: Promised = {
  name: 'power-cut',
  says: 'what was acknowledged is there after a power cut, and git is whole',
  full: 300,
  missing: () => (canMount() && commandExists('mkfs.ext4') ? null : 'no right to mount a disk'),
  mutants: { 'no-sync': (i) => i },
  inject: (world, n) => (n % 2 === 0 ? duringLoop(world) : duringVerb(world)),
}
