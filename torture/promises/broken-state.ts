// Any file of the product is broken in any way: a message with file and remedy, or it is mended and told; never a trace or a hang.
import { globSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { commandExists } from '../harness/commands.ts'
import { damages, truncatedAt } from '../harness/damage.ts'
import { environmentOf, isTrace, start, type Ended } from '../harness/program.ts'
import { openBench, type Bench } from '../harness/template.ts'
import type { Injected, Promised, World } from '../promise.ts'

/** For root no file is closed: without these rights it is as everybody is. */
const ordinary = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--'] : []
const readers = [
  ['status'],
  ['status', '--json'],
  ['checkpoints'],
  ['runs'],
  ['config'],
  ['undo', '--dry-run'],
  ['doctor'],
  ['report'],
] as const
const changers = [
  ['run'],
  ['resume', '--loop'],
  ['undo', '--yes'],
  ['rollback', 'base', '--save', '--yes', '--no-test'],
  ['checkpoint', 'more'],
  ['cleanrun'],
] as const
/** One that changes the project costs as much as many that read it. */
const changeEach = 8
/** Files that are not there behind a run, but may be. */
const besides = [
  'p/logs/restore.json',
  'p/logs/runner.lock',
  'p/logs/control.json',
  'p/logs/notify.json',
  'p/logs/inbox/1.json',
  'p/logs/viewers/1.json',
  'config/tos-tui/preferences.json',
]
/** Not of the product: what the commands of the loop made. Of the store's many objects some stand for all. */
const isOurs = (name: string): boolean => !/\/output\/|results\/|\/objects\/[^0][0-9a-f]\/|\.sample$/.test(name)
/** Up to so many bytes a file is cut at each of them, else at so many places. */
const smallBytes = 300
const cutPlaces = 200
/** A start of its own, with all that comes behind main(). */
const startedEach = 8

export interface BrokenSeen {
  readonly ended: Pick<Ended, 'code' | 'out' | 'err' | 'isHung'>
  readonly file: string
}

/** Of an object of git's the store is named: which one it is, git itself tells. */
const namedFor = (file: string): string => /stores\/\w+\/git(?=\/objects\/)/.exec(file)?.[0] ?? basename(file)

export function judgeMessage({ ended: { code, out, err, isHung }, file }: BrokenSeen): string[] {
  if (isHung) return ['hung']
  const broken: string[] = []
  // A journal that ends behind a whole line is that of a run that died.
  const isCutJournal = basename(file) === 'journal.ndjson' && out.concat(err).includes('ended without a word')
  const said = `${err}\n${out}`
  if (isTrace(said)) broken.push(`a trace: ${err.slice(-300)}`)
  if (code === null) broken.push('died of a signal')
  else if (![0, 1, 2, 3, 4, 5, 130].includes(code)) broken.push(`exit code ${code}`)
  if (code !== 0 && !broken.length) {
    if (!said.includes(namedFor(file)) && !isCutJournal)
      broken.push(`the file is not named (exit code ${code}): ${err.slice(-300)}`)
    else if (!/[;(]|-> |'tos |remove|move|put/.test(said)) broken.push(`no remedy: ${err.slice(-300)}`)
  }
  return broken
}

const filesOf = (bench: Bench): string[] =>
  [
    ...new Set([
      ...globSync(['p/logs/**', 'p/workspace/artifacts/**', 'p/config/*.json', 'state/**', 'config/**'], {
        cwd: bench.folder,
      }).filter((name) => isOurs(name) && statSync(join(bench.folder, name)).isFile()),
      ...besides,
    ]),
  ].toSorted()

interface Broken {
  readonly file: string
  readonly how: string
  /** Without it nobody may read the file. */
  readonly needsOrdinary: boolean
}

/** Each way in its turn, so that a short run sees them all; every other time a file that ends too early. */
function breakOne(world: World, bench: Bench, n: number): Broken {
  const { random } = world
  const files = filesOf(bench)
  if (n % 2 === 1) {
    const cuts = files.flatMap((file) => cutsOf(file, join(bench.folder, file)))
    // A stride that meets all of them, far from each other.
    const { file, at } = cuts[(((n - 1) / 2) * 7919) % cuts.length] ?? { file: files[0] ?? '', at: 0 }
    truncatedAt(join(bench.folder, file), at)
    return { file, how: `cut behind ${at} bytes`, needsOrdinary: false }
  }
  const names = Object.keys(damages)
  const how = names[(n / 2) % names.length] ?? ''
  const file = random.pick(files)
  const path = join(bench.folder, file)
  mkdirSync(dirname(path), { recursive: true })
  damages[how]?.(path, random)
  return { file, how, needsOrdinary: how === 'mode 000' }
}

function cutsOf(file: string, path: string): { file: string; at: number }[] {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const places = size <= smallBytes ? size : cutPlaces
  return Array.from({ length: places }, (_, i) => ({ file, at: Math.floor((i * size) / places) }))
}

async function inject(world: World, n: number): Promise<Injected> {
  const bench = await openBench(world)
  const { file, how, needsOrdinary } = breakOne(world, bench, n)
  const changes = world.random.below(changeEach) === 0
  const call = world.random.pick<readonly string[]>(changes ? changers : readers)
  const args = [...call, '--root', bench.root]
  const environment = environmentOf(world, bench.environment)
  const before = needsOrdinary ? ordinary : []
  // A program that is broken on purpose is broken at its start.
  const isStarted = n % startedEach === 0 || Object.keys(world.environment).length > 0
  const ended = isStarted
    ? await start(world, args, { before, environment })
    : await bench.warm(before).call({ args, environment })
  // A look changes nothing, unless it finishes what was under way.
  if (!changes && !file.endsWith('restore.json') && ended.code !== null) bench.mend(file)
  const broken = judgeMessage({ ended, file })
  return {
    faults: 1,
    broken: broken.map((line) => `${file}, ${how}, tos ${call.join(' ')}: ${line}`),
    figures: { 'refused with a message': ended.code === 0 ? 0 : 1 },
    peaks: { 's the longest': ended.ms / 1000 },
  }
}

export const brokenState: Promised = {
  name: 'broken-state',
  says: 'a broken file of the product is named with its remedy, or mended',
  full: 2000,
  missing: () => (ordinary.length === 0 || commandExists('setpriv') ? null : 'no setpriv'),
  mutants: { 'bare-errors': (i) => i, 'waits-for-pipes': (i) => i },
  inject,
}
