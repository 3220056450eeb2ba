// A full or failing disk: the run ends with the cause, what was there stays, and it goes on when the disk is well again.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from '../../source/core/event.ts'
import { temporaryFolder } from '../../test/helpers/project.ts'
import { canMount } from '../harness/commands.ts'
import { judgeLedger, ledgerLoop } from '../harness/ledger.ts'
import { isTrace, start, type Ended } from '../harness/program.ts'
import { callsOfRestore, faultFor, isOwnSync } from '../harness/refusal.ts'
import { treeOf } from '../harness/tree.ts'
import { tornFiles } from '../harness/whole-files.ts'
import type { Injected, Promised, World } from '../promise.ts'

/** The cause as a person reads it; what failed in git is told in git's words. */
const causes =
  /E[A-Z]{2,}|[Nn]o space|[Ii]nput\/output error|[Rr]ead-only file system|quota|[Tt]oo many open files|cannot be (?:read|written)|did not keep/

export interface FaultSeen {
  readonly ended: Pick<Ended, 'code' | 'out' | 'err' | 'isHung'>
  /** The fault was met. */
  readonly met: string
  /** A failed sync must never be taken for success. */
  readonly mustFail: boolean
  readonly torn: readonly string[]
}

export function judgeFault({ ended, met, mustFail, torn }: FaultSeen): string[] {
  const broken = torn.map((what) => `behind the fault ${what}`)
  if (ended.isHung) broken.push('hung')
  if (isTrace(ended.err)) broken.push(`a trace: ${ended.err.slice(-300)}`)
  if (ended.code === null) broken.push('died of a signal')
  if (ended.code !== 0 && met !== '' && !causes.test(ended.err + ended.out))
    broken.push(`the cause is not told: ${ended.err.slice(-300)}`)
  if (mustFail && met !== '' && ended.code === 0) broken.push('success in spite of a failed sync of the journal')
  return broken
}

/** Commands that the system kept from starting, or that were ended: told as such, to the model too. */
function cutOff(root: string, names: readonly string[]): string[] {
  const lines = readFileSync(join(root, 'logs', 'journal.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
  return lines.flatMap((line) => {
    const event: Event = JSON.parse(line)
    const isCut = event.type === 'command.finished' && event.outcome !== 'exited'
    return isCut ? [names[(event.step - 1) * 2 + event.index] ?? ''] : []
  })
}

async function duringLoop(world: World, n: number): Promise<Injected> {
  const { project, names, ledger } = ledgerLoop(world, { jobs: 1, git: true })
  const { root } = project
  const fault = faultFor(world, n, root)
  const ended = await start(world, ['run', '--loop', '--root', root], fault.options)
  const met = fault.met()
  const mustFail = fault.isJournalSync && met.includes('journal.ndjson')
  const broken = judgeFault({ ended, met, mustFail, torn: tornFiles(root) })
  const doubtful: string[] = []
  let last: Ended = ended
  // Where the first word of the operator is wanted, it is given.
  for (const call of [
    ['resume', '--loop'],
    ['resume', '--loop', '--in-doubt', 'skip'],
  ]) {
    if (last.code === 0) break
    last = await start(world, [...call, '--root', root])
    const named = / in doubt: command .*?echo begin (\w+) /.exec(last.err)?.[1]
    if (named) doubtful.push(named)
  }
  if (last.code !== 0) broken.push(`does not go on: ${last.code}: ${last.err.slice(-300)} ${last.out.slice(-300)}`)
  else {
    broken.push(...judgeLedger(names, ledger(), [...doubtful, ...cutOff(root, names)]))
  }
  const how = met === '' ? 'not met' : met === 'a call' ? '' : met.replaceAll(`${root}/`, '')
  return {
    faults: 1,
    broken: broken.map((line) => `loop, ${fault.what} (${how}; ended with ${ended.code}): ${line}`),
    figures: { met: met === '' ? 0 : 1 },
  }
}

/** A project with a checkpoint and everything that a rollback to it would touch. */
async function lively(world: World): Promise<{ root: string; base: string; changed: string }> {
  const { project } = ledgerLoop(world, { jobs: 1, git: true })
  const { root } = project
  project.write('a.txt', 'a\n')
  project.write('gone.txt', 'g\n')
  await start(world, ['checkpoint', 'base', '--root', root])
  const base = treeOf(root)
  project.write('a.txt', 'changed\n')
  project.write('new/file', 'n\n')
  mkdirSync(project.path('empty'))
  rmSync(project.path('gone.txt'))
  return { root, base, changed: treeOf(root) }
}

/** A checkpoint, rollback or undo whose disk fails: all of it or nothing, or it says so and the next call finishes it. */
async function duringRestore(world: World, n: number): Promise<Injected> {
  const verb = (['rollback', 'undo', 'checkpoint'] as const)[n % 3] ?? 'undo'
  const { root, base, changed } = await lively(world)
  const rollback = ['rollback', 'base', '--save', '--yes', '--no-test', '--root', root]
  if (verb === 'undo') await start(world, rollback)
  const fault = faultFor(world, n, root, callsOfRestore)
  const calls = {
    rollback,
    undo: ['undo', '--yes', '--root', root],
    checkpoint: ['checkpoint', 'second', '--root', root],
  }
  const ended = await start(world, calls[verb], fault.options)
  const [from, to] = verb === 'undo' ? [base, changed] : verb === 'rollback' ? [changed, base] : [changed, changed]
  const broken = judgeFault({ ended, met: fault.met(), mustFail: false, torn: tornFiles(root) })
  if (ended.code === 0 && treeOf(root) !== to) broken.push('said to be done, and is not')
  const wasUnderWay = existsSync(join(root, 'logs', 'restore.json'))
  const settled = await start(world, ['undo', '--dry-run', '--root', root])
  const tree = treeOf(root)
  if (isTrace(settled.err)) broken.push(`a trace: ${settled.err.slice(-300)}`)
  if (tree !== from && tree !== to)
    broken.push(
      `neither before nor behind it${wasUnderWay ? ', though it was under way' : ''}: ${ended.err.slice(-300)} THEN ${settled.err.slice(-200)}`,
    )
  else if (verb !== 'checkpoint' && tree !== to) {
    const again = await start(world, calls[verb])
    if (again.code !== 0 || treeOf(root) !== to) broken.push(`asked again: ${again.code}: ${again.err.slice(-300)}`)
  }
  return {
    faults: 1,
    broken: broken.map((line) => `${verb}, ${fault.what} (${fault.met()}; ended with ${ended.code}): ${line}`),
    figures: { met: fault.met() === '' ? 0 : 1 },
  }
}

/** A real small disk that the commands fill; then it grows. */
async function onSmallDisk(world: World): Promise<Injected> {
  const kilobytes = 1_200 + world.random.below(3_000)
  const disk = temporaryFolder(world)
  const mount = (options: string): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', disk]).status === 0
  if (!mount(`size=${kilobytes}k`)) return { faults: 0, broken: ['cannot mount'] }
  world.after(() => void spawnSync('umount', ['-l', disk]))
  const { project, names, ledger } = ledgerLoop(world, {
    jobs: 1,
    work: (name) => `head -c 600k /dev/zero > ${name}.big`,
  })
  const root = join(disk, 'project')
  cpSync(project.root, root, { recursive: true })
  const ended = await start(world, ['run', '--loop', '--root', root])
  const broken = judgeFault({ ended, met: '', mustFail: false, torn: tornFiles(root) })
  if (ended.code !== 0 && !causes.test(ended.err + ended.out))
    broken.push(`the cause is not told: ${ended.err.slice(-300)}`)
  mount('remount,size=64m')
  spawnSync('mount', ['-o', 'remount,size=64m', disk])
  const again = ended.code === 0 ? ended : await start(world, ['resume', '--loop', '--root', root])
  if (again.code !== 0)
    broken.push(`does not go on with room: ${again.code}: ${again.err.slice(-300)} ${again.out.slice(-700)}`)
  else broken.push(...judgeLedger(names, ledger(), cutOff(root, names)))
  writeFileSync(join(disk, 'done'), '')
  return {
    faults: 1,
    broken: broken.map((line) => `disk of ${kilobytes} kB (ended with ${ended.code}): ${line}`),
    figures: { 'full disks': ended.code === 0 ? 0 : 1 },
  }
}

/** Of eight one on a small disk, two in a rollback, undo or checkpoint, five in a loop; each kind with numbers of its own. */
const restores = [2, 6]
const smallDisk = 7
function turnOf(n: number): { what: 'loop' | 'restore' | 'small disk'; n: number } {
  const [round, place] = [Math.floor(n / 8), n % 8]
  if (place === smallDisk) return { what: 'small disk', n: round }
  const which = restores.indexOf(place)
  if (which >= 0) return { what: 'restore', n: round * 2 + which }
  return { what: 'loop', n: round * 5 + place - restores.filter((each) => each < place).length }
}

/** Injections in which a sync fails in a loop. */
const ofSync = Array.from({ length: 1000 }, (_, n) => n).filter((n) => {
  const turn = turnOf(n)
  return turn.what === 'loop' && isOwnSync(turn.n)
})

export const disk: Promised = {
  name: 'disk',
  says: 'a full or failing disk ends a run with its cause, and it goes on when there is room',
  full: 1232,
  missing: () => null,
  mutants: { 'deaf-to-sync': (i) => ofSync[i] ?? i, 'silent-failure': (i) => i },
  inject(world, n) {
    const turn = turnOf(n)
    if (turn.what === 'small disk' && canMount()) return onSmallDisk(world)
    return turn.what === 'restore' ? duringRestore(world, turn.n) : duringLoop(world, turn.n)
  },
}
