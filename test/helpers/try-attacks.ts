// Runs the attacks of test/attacks, or the controls, as the user it is started as: one JSON line each.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { openStore } from '../../source/checkpoints/store.ts'
import { causeOf } from '../../source/core/failure.ts'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { execute, type Execution } from '../../source/executor/execute.ts'
import { openGitFence } from '../../source/executor/git/fence.ts'
import { openSandbox } from '../../source/executor/sandbox.ts'
import { outputFile } from '../../source/files/output-file.ts'
import { parseBash } from '../../source/policy/bash/parse.ts'
import { writesGit } from '../../source/policy/rules/contained.ts'
import { type AttackWorld, makeAttackWorld } from './attack-world.ts'
import { never, unmasked } from './execution.ts'
import { repository } from './repository.ts'
import { defaultSettings } from './worktree.ts'

export interface Attack {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly code: string
}
export interface AttackControl {
  readonly id: string
  readonly code: string
  readonly out: string
}
export interface Attacked {
  readonly id: string
  readonly wrong: readonly string[]
  readonly said: string
}

const rowsOf = <T>(name: string): T[] =>
  readFileSync(join(repository, 'test', 'attacks', name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
export const attacks = rowsOf<Attack>('attacks.jsonl')
export const attackControls = rowsOf<AttackControl>('controls.jsonl')
/** What runs by day: some of every kind, within half a minute; all of them run at night. */
export const byDay = attacks.filter((_, i) => i % 14 === 0)

const { exec } = tosSchema.parse({ exec: { sandbox: 'required', secrets: ['*.KEY', 'own/key'] } })

interface Place {
  readonly world: AttackWorld
  readonly run: (code: string) => Promise<Execution>
}

async function makePlace(): Promise<Place> {
  const world = makeAttackWorld()
  const { root, home } = world
  const environment = {
    PATH: [
      `${home}/.nvm`,
      `${home}/.asdf`,
      '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
      dirname(process.execPath),
    ].join(':'),
    HOME: home,
  }
  const sandbox = await openSandbox({
    places: { root, readOnlyFolders: [], readOnlyFiles: [], pinned: [] },
    exec,
    environment,
    writable: [],
  })
  if (typeof sandbox === 'string') throw new Error(sandbox)
  const isFolder = () => true
  return {
    world,
    run(text) {
      const code = world.aim(text)
      const parsed = parseBash(code, { root, home, temporary: '/tmp', isFolder })
      return execute(
        {
          type: 'bash',
          code,
          folder: root,
          timeoutMs: 20_000,
          environment,
          allowedVariables: [],
          marker: 'attack',
          output: { file: outputFile(join(home, 'output.log')), maxBytes: 1e6, maskStream: unmasked },
          sandbox,
          writesGit: writesGit(parsed),
          onSpawn: () => undefined,
        },
        never(),
      )
    },
  }
}

/** What the runner does next by itself: two snapshots. They may fail, if nothing of the command's is run or reached by it. */
async function runnerLooks({ root, home }: AttackWorld): Promise<string[]> {
  const environment = { PATH: process.env['PATH'], HOME: home }
  try {
    const opened = await openStore({
      root,
      logs: join(root, 'logs'),
      stores: join(home, 'stores'),
      idFile: join(home, 'store.json'),
      environment,
      silenceMs: 60_000,
      fence: await openGitFence(environment),
      settings: defaultSettings,
    })
    if (!opened.ok || opened.value === null) return ['the runner finds no repository any more']
    for (const step of [1, 2]) await saveStep(opened.value, { loop: null, job: 1, step })
    return []
  } catch (error) {
    return [`the runner takes no snapshot any more: ${causeOf(error)}`]
  }
}

async function attackAll(rows: readonly Attack[], isNight = false): Promise<void> {
  let place: Place | null = null
  for (const { id, kind, code } of rows) {
    place ??= await makePlace()
    const { world } = place
    const { stdout, stderr, error } = await place.run(code)
    const text = stdout.text + stderr.text
    const wrong = [
      ...(text.includes('ESCAPED') ? ['it says so'] : []),
      ...(text.includes(world.secret) ? ['it read a secret'] : []),
      ...(isNight && kind !== 'secret' ? await runnerLooks(world) : []),
      ...(kind === 'process' ? await livesOn(join(world.root, 'mark')) : []),
      ...(kind === 'secret' || kind === 'process' ? [] : world.lookAfter()),
    ]
    tell({ id, wrong, said: `${text.slice(0, 300)}${error ?? ''}` })
    if (kind !== 'secret') {
      world.close()
      place = null
    }
  }
  place?.world.close()
}

/** What it writes again and again must not come back. */
async function livesOn(mark: string): Promise<string[]> {
  rmSync(mark, { force: true })
  await delay(60)
  return existsSync(mark) ? ['a process lives on'] : []
}

async function control(): Promise<void> {
  const { world, run } = await makePlace()
  for (const { id, code, out } of attackControls) {
    const { stdout, stderr, error } = await run(code)
    const wrong = stdout.text === out ? [] : [`it said ${JSON.stringify(stdout.text)}`]
    tell({ id, wrong, said: stderr.text.slice(0, 300) + (error ?? '') })
  }
  world.close()
}

const tell = (line: Attacked): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

const [mode] = process.argv.slice(2)
if (mode === 'controls') await control()
else if (mode === 'day') await attackAll(byDay)
else if (mode === 'all') await attackAll(attacks, true)
// One kind or one attack, for whoever works on it.
else if (mode !== undefined)
  await attackAll(
    attacks.filter(({ kind, id }) => kind === mode || id === mode),
    true,
  )
if (mode !== undefined) process.exit(0)
