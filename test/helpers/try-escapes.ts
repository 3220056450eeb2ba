// Runs the attempts of test/fixtures/escapes.jsonl, or the controls, as the user it is started as: one JSON line each.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { execute, type Execution } from '../../source/executor/execute.ts'
import { noSandbox, openSandbox, type Sandbox } from '../../source/executor/sandbox.ts'
import { outputFile } from '../../source/files/output-file.ts'
import { never, unmasked } from './execution.ts'
import { makeWorld, type World } from './escape-world.ts'
import { repository } from './repository.ts'

export interface Attempt {
  readonly id: string
  readonly what: string
  readonly code: string
  /** Harmless enough to be run without a sandbox, where it must succeed: or it would prove nothing. */
  readonly bare?: true
}
export interface Tried {
  readonly id: string
  readonly outcome: string
  readonly escaped: readonly string[]
  readonly said: string
}

/** What must go on working. */
export interface Control {
  readonly id: string
  readonly what: string
  readonly code: string
  readonly out: string
  readonly exitCode?: number
}
export interface Controlled {
  readonly id: string
  readonly out: string
  readonly exitCode: number | null
  readonly error: string
}

const fixture = <T>(name: string): T[] =>
  readFileSync(join(repository, 'test', 'fixtures', name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
export const attempts = fixture<Attempt>('escapes.jsonl')
export const controls = fixture<Control>('sandbox-controls.jsonl')

/** In the sandbox with these limits; the attempts know them. */
const { exec } = tosSchema.parse({
  exec: {
    sandbox: 'required',
    max_processes: 200,
    max_memory_mb: 256,
    max_file_mb: 8,
  },
})
const generous = tosSchema.parse({ exec: { sandbox: 'required' } }).exec

type Mode = 'sandboxed' | 'bare' | 'controls'

async function sandboxFor(mode: Mode, { places }: World, environment: NodeJS.ProcessEnv): Promise<Sandbox> {
  if (mode === 'bare') return noSandbox({ exec: generous }, 'bare')
  const settings = mode === 'controls' ? generous : exec
  const opened = await openSandbox({
    places,
    exec: settings,
    environment,
    writable: [],
  })
  if (typeof opened === 'string') throw new Error(opened)
  return opened
}

interface Place {
  readonly world: World
  readonly run: (id: string, code: string) => Promise<Execution>
}

async function makePlace(mode: Mode): Promise<Place> {
  const world = await makeWorld()
  const environment = {
    PATH: `/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:${dirname(process.execPath)}`,
    HOME: world.home,
    OPENAI_API_KEY: world.secret,
    SSH_AUTH_SOCK: '/run/agent.sock',
    LANG: 'C.UTF-8',
  }
  const sandbox = await sandboxFor(mode, world, environment)
  const request = {
    type: 'bash' as const,
    folder: world.root,
    timeoutMs: 300_000,
    environment,
    allowedVariables: [],
    output: {
      file: outputFile(join(world.home, '..', 'output.log')),
      maxBytes: 1e6,
      maskStream: unmasked,
    },
    sandbox,
    // The more it may, the more there is to try.
    writesGit: true,
    onSpawn: () => undefined,
  }
  return {
    world,
    run: (marker, code) => execute({ ...request, marker, code: world.aim(code) }, never()),
  }
}

async function tryAll(mode: 'sandboxed' | 'bare'): Promise<void> {
  let place: Place | null = null
  for (const { id, code, bare } of attempts) {
    if (mode === 'bare' && !bare) continue
    place ??= await makePlace(mode)
    const { world } = place
    const { stdout, stderr, outcome, error } = await place.run(id, code)
    const text = stdout.text + stderr.text
    const escaped = [
      ...(text.includes('ESCAPED') ? ['it says so'] : []),
      ...(text.includes(world.secret) ? ['it read a secret'] : []),
      ...world.damage(),
    ]
    tell({
      id,
      outcome,
      escaped,
      said: `${text.slice(0, 300)}${error ?? ''}`,
    } satisfies Tried)
    if (mode === 'bare' || escaped.length > 0) {
      world.close()
      place = null
    }
  }
  place?.world.close()
}

async function control(): Promise<void> {
  const { world, run } = await makePlace('controls')
  for (const { id, code } of controls) {
    const { stdout, stderr, exitCode, error } = await run(id, code)
    tell({
      id,
      out: stdout.text,
      exitCode,
      error: stderr.text.slice(0, 300) + (error ?? ''),
    } satisfies Controlled)
  }
  world.close()
}

const tell = (line: Tried | Controlled): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

const [mode] = process.argv.slice(2)
if (mode === 'controls') await control()
else if (mode === 'sandboxed' || mode === 'bare') await tryAll(mode)
if (mode !== undefined) process.exit(0)
