// Any file of the product is broken in any way: a message with file and remedy, or it is mended and told; never a trace or a hang.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { temporaryFolder } from '../../test/helpers/project.ts'
import { cannotRead } from '../../test/helpers/people.ts'
import { damages } from '../harness/damage.ts'
import { ledgerLoop } from '../harness/ledger.ts'
import { isTrace, start, type Ended } from '../harness/program.ts'
import type { Injected, Promised, World } from '../promise.ts'

const stranger = ['setpriv', '--reuid=54321', '--regid=54321', '--clear-groups']
const calls = [
  ['status'],
  ['run'],
  ['run'],
  ['resume', '--loop'],
  ['undo', '--dry-run'],
  ['checkpoints'],
  ['runs'],
  ['status', '--json'],
  ['watch', '--plain'],
  ['cleanrun'],
] as const
/** Files that are not there behind a run, but may be. */
const besides = [
  'logs/restore.json',
  'logs/runner.lock',
  'logs/control.json',
  'logs/inbox/1.json',
  'workspace/artifacts/job_input.json',
]
/** Nobody's program: what a journal of commands ran into, and what the loop made. */
const isOurs = (name: string): boolean => !/ran\.txt|\/output\/|results\//.test(name)

let template: string | null = null

/** A loop of two jobs of which one is done, made once. */
async function templateOf(world: World): Promise<string> {
  if (template && existsSync(template)) return template
  const place = join(process.env['TMPDIR'] ?? '/tmp', `template-${process.pid}`)
  const { project } = ledgerLoop(world, {
    jobs: 2,
    git: true,
    config: {
      s5_settings: {
        job_loop: {
          enabled: true,
          max_jobs: 2,
          job_name: 'sample',
          job_input: { path: 'workspace/artifacts/job_input.json' },
        },
      },
    },
  })
  project.write('workspace/artifacts/job_input.json', '{\n  "numbers": [1, 2, 3]\n}\n')
  const { code, err } = await start({ ...world, environment: {} }, ['run', '--root', project.root])
  if (code !== 0) throw new Error(`no template: ${err}`)
  cpSync(project.root, place, { recursive: true })
  template = place
  return place
}

export interface BrokenSeen {
  readonly ended: Pick<Ended, 'code' | 'out' | 'err' | 'isHung'>
  readonly file: string
}

export function judgeMessage({ ended: { code, out, err, isHung }, file }: BrokenSeen): string[] {
  if (isHung) return ['hung']
  const broken: string[] = []
  const said = `${err}\n${out}`
  if (isTrace(said)) broken.push(`a trace: ${err.slice(-300)}`)
  if (code === null) broken.push('died of a signal')
  else if (![0, 1, 2, 3, 4, 5, 130].includes(code)) broken.push(`exit code ${code}`)
  if (code !== 0 && !broken.length) {
    if (!said.includes(basename(file))) broken.push(`the file is not named (exit code ${code}): ${err.slice(-300)}`)
    else if (!/[;(]|'tos |remove|move|put/.test(said)) broken.push(`no remedy: ${err.slice(-300)}`)
  }
  return broken
}

async function inject(world: World, n: number): Promise<Injected> {
  const { random } = world
  const origin = await templateOf(world)
  const folder = temporaryFolder(world)
  const root = join(folder, 'p')
  cpSync(origin, root, { recursive: true, verbatimSymlinks: true })
  const files = [
    ...globSync(['logs/**', 'workspace/artifacts/**', 'config/*.json'], { cwd: root }).filter(
      (name) => isOurs(name) && statSync(join(root, name)).isFile(),
    ),
    ...besides,
  ].toSorted()
  const file = random.pick([...new Set(files)])
  const names = Object.keys(damages)
  // Each way in its turn, so that a short run sees them all.
  const way = names[n % names.length] ?? ''
  const path = join(root, file)
  mkdirSync(join(path, '..'), { recursive: true })
  damages[way]?.(path, random)
  const call = [...random.pick(calls)]
  // For root no file is closed.
  const isOther = way === 'mode 000' && process.getuid?.() === 0
  if (isOther) {
    if (cannotRead(stranger)) return { faults: 0, broken: [] }
    chmodSync(folder, 0o755)
    execFileSync('chown', ['-R', '54321:54321', folder])
  }
  mkdirSync(join(folder, 'state'), { mode: 0o777 })
  if (isOther) execFileSync('chown', ['54321:54321', join(folder, 'state')])
  const ended = await start(world, [...call, '--root', root], {
    before: isOther ? stranger : [],
    environment: { XDG_STATE_HOME: join(folder, 'state'), ...(isOther ? { HOME: folder } : {}) },
  })
  const broken = judgeMessage({ ended, file })
  rmSync(folder, { recursive: true, force: true })
  return {
    faults: 1,
    broken: broken.map((line) => `${file}, ${way}, tos ${call.join(' ')}: ${line}`),
    figures: { 'refused with a message': ended.code === 0 ? 0 : 1 },
    peaks: { 's the longest': ended.ms / 1000 },
  }
}

export const brokenState: Promised = {
  name: 'broken-state',
  says: 'a broken file of the product is named with its remedy, or mended',
  full: 2000,
  missing: () => null,
  mutants: ['bare-errors', 'waits-for-pipes'],
  inject,
}
