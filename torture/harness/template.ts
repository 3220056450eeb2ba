// A project with a history, made once and put back for every injection: at the same place, for its store knows where it lies.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../test/helpers/project.ts'
import type { World } from '../promise.ts'
import { ledgerLoop } from './ledger.ts'
import { start } from './program.ts'
import { warmProgram, type WarmProgram } from './warm.ts'

export interface Bench {
  /** Holds the project (p), the stores and queues (state) and the preferences (config). */
  readonly folder: string
  readonly root: string
  readonly environment: Record<string, string>
  /** Puts one file back, and vouches for all others. */
  readonly mend: (file: string) => void
  /** Of this bench alone, for each way to start it. */
  readonly warm: (before: readonly string[]) => WarmProgram
}

interface Place extends Bench {
  readonly template: string
  isTaken: boolean
  isWhole: boolean
}

/** As many as injections go on at once. */
const places: Place[] = []

/** Whole at the beginning, this injection's alone until its end. */
export async function openBench(world: World): Promise<Bench> {
  let place = places.find(({ isTaken }) => !isTaken)
  if (place) {
    place.isTaken = true
    if (!place.isWhole) putBack(place)
    place.isWhole = false
  } else {
    place = await makePlace()
    places.push(place)
  }
  const taken = place
  world.after(() => (taken.isTaken = false))
  return taken
}

/** The folder of the project stays: its store knows it by its number. */
function putBack({ folder, template }: Place): void {
  const clean = 'chmod -R u+rwX "$1" && find "$1" -mindepth 2 -delete && cp -a "$2"/. "$1"'
  const { status, stderr } = spawnSync('sh', ['-c', clean, 'sh', folder, template], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`no bench: ${stderr}`)
}

/** A loop of two jobs of which one is done, a checkpoint, and a rollback to it. */
async function makePlace(): Promise<Place> {
  const lasting = { after: () => undefined }
  const whole = {
    ...lasting,
    environment: {},
    random: { below: () => 0, pick: <T>([first]: readonly T[]) => first as T },
  }
  const folder = temporaryFolder(lasting)
  const template = temporaryFolder(lasting)
  const root = join(folder, 'p')
  const environment = { XDG_STATE_HOME: join(folder, 'state'), XDG_CONFIG_HOME: join(folder, 'config') }
  const { project } = ledgerLoop(whole, {
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
  cpSync(project.root, root, { recursive: true })
  mkdirSync(join(folder, 'state'))
  mkdirSync(join(folder, 'config', 'tos-tui'), { recursive: true })
  writeFileSync(join(folder, 'config', 'tos-tui', 'preferences.json'), '{"language":"en"}\n')
  for (const args of [['run'], ['checkpoint', 'base'], ['rollback', 'base', '--save', '--yes', '--no-test']]) {
    const { code, err } = await start(whole, [...args, '--root', root], { environment })
    if (code !== 0) throw new Error(`no template (${args.join(' ')}): ${err}`)
  }
  cpSync(folder, template, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  const programs = new Map<string, WarmProgram>()
  const place: Place = {
    folder,
    root,
    environment,
    template,
    isTaken: true,
    isWhole: false,
    mend(file) {
      const path = join(folder, file)
      rmSync(path, { recursive: true, force: true })
      if (existsSync(join(template, file))) cpSync(join(template, file), path, { preserveTimestamps: true })
      place.isWhole = true
    },
    warm(before) {
      const key = before.join(' ')
      const program = programs.get(key) ?? warmProgram(before)
      programs.set(key, program)
      return program
    },
  }
  return place
}
