// A project in a temporary folder, driven through the built program, its journals checked against the published schema.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import Ajv from 'ajv/dist/2020.js'
import type { main as Main } from '../../source/cli/main.ts'
import type { Event } from '../../source/core/event.ts'
import { repository } from './repository.ts'
import type { Scope } from './scope.ts'

export const program = join(repository, 'bin', 'tos-tui.js')

const validate = new Ajv.default({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(join(repository, 'config', 'schema', 'events.v1.json'), 'utf8')),
)

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface CallOptions {
  readonly environment?: Record<string, string>
  readonly folder?: string
  /** Its standard input; without it there is none. */
  readonly input?: string
  /** As a process of its own, for what may end it. */
  readonly isProcess?: boolean
  /** Gets the child as soon as it runs. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void
}

/** A folder that goes with the test. */
export function temporaryFolder(t: Scope): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tos-test-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What the program's process gets, and nothing of the tests' own. */
const environmentOf = (more: CallOptions['environment']): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  // Nobody's preferences change what a test sees.
  XDG_CONFIG_HOME: '/nowhere',
  XDG_STATE_HOME: process.env['XDG_STATE_HOME'],
  LANG: 'C.UTF-8',
  TZ: 'Asia/Tokyo',
  ...more,
})

/** Commands that belong to their process: they read its standard input or its terminal, or live in it for long. */
const needsProcess = /^(?:attach|watch|demo|worker|exec|open|keys)$/
/** What Node and the system read of a process's environment themselves. */
const ofProcess = /^(?:PATH|HOME|TMPDIR|TZ|NODE_.*|LD_.*)$/

/** What of the program goes on in this process. */
let underWay = 0

/** Counts `running` as a call that is under way here. */
export async function whileRunning<T>(running: Promise<T>): Promise<T> {
  underWay += 1
  try {
    return await running
  } finally {
    underWay -= 1
  }
}

/**
 * Runs the built program to its end: as a process of its own where the call asks for what only a process has, or while
 * another call is under way; else its main function in this process, which saves the start.
 */
export function tos(args: readonly string[], options: CallOptions = {}): Promise<Outcome> {
  const { environment = {}, folder, input, onStart, isProcess = false } = options
  const needsOne =
    isProcess ||
    underWay > 0 ||
    folder !== undefined ||
    input !== undefined ||
    onStart !== undefined ||
    needsProcess.test(args[0] ?? '') ||
    Object.keys(environment).some((name) => ofProcess.test(name))
  return needsOne ? tosProcess(args, options) : whileRunning(tosHere(args, environment))
}

/** The program's main function. */
async function tosHere(args: readonly string[], environment: Record<string, string>): Promise<Outcome> {
  // Times are told as the process's zone has them.
  process.env['TZ'] = 'Asia/Tokyo'
  // What it starts of itself is the program.
  process.argv[1] = program
  const { main }: { main: typeof Main } = await import(join(repository, 'dist', 'main.js'))
  const output = { out: '', err: '' }
  const code = await main(args, {
    out: (text) => void (output.out += text),
    error: (text) => void (output.err += text),
    input: () => Readable.from([]),
    environment: environmentOf(environment),
    folder: repository,
    isTty: false,
  })
  return { code, ...output }
}

/** The program as a process. */
function tosProcess(
  args: readonly string[],
  { environment, folder, input, onStart }: CallOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder ?? repository,
      env: environmentOf(environment),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    })
    const output = { out: '', err: '' }
    child.stdin?.end(input)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.out += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.err += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...output }))
    onStart?.(child)
  })
}

export const bash = (...codes: string[]) => codes.map((code) => ({ type: 'bash', code }))

/** Answers of one step; a string stands for a bash command. */
export interface StepAnswers {
  readonly commands: readonly (string | { type: string; code: string })[]
  readonly approval?: boolean
  readonly review?: string
  readonly summary?: string
  readonly latencyMs?: number
}

export function answersOf({
  commands,
  approval = true,
  review = 'ok',
  summary = 's',
  latencyMs = 0,
}: StepAnswers): object[] {
  const listed = commands.map((command) => (typeof command === 'string' ? { type: 'bash', code: command } : command))
  const answer = (role: string, value: object) => ({ role, text: JSON.stringify(value), latency_ms: latencyMs })
  const asked = [
    answer('draft', { commands: listed }),
    answer('review', { review, improved_commands: listed, approval }),
  ]
  return approval ? [...asked, answer('final', { final_commands: listed, summary })] : asked
}

/** Writes the result the runbook's done check wants. */
export const writeResult = "printf '合計: 6\\n平均: 2\\n件数: 3\\n' > workspace/results/result_v2.txt"

export interface ProjectOptions {
  readonly config?: Record<string, unknown>
  readonly tos?: Record<string, unknown>
  /** In the order they are asked for. */
  readonly steps?: readonly StepAnswers[]
  readonly answers?: readonly object[]
  /** Relative path -> content. */
  readonly files?: Readonly<Record<string, string | Buffer>>
}

export interface Project {
  readonly root: string
  readonly tos: (args: readonly string[], options?: CallOptions) => Promise<Outcome>
  readonly path: (name: string) => string
  readonly text: (name: string) => string
  readonly json: (name: string) => Record<string, unknown>
  readonly write: (name: string, content: string | Buffer) => void
  readonly events: (name?: string) => Event[]
}

/** job_loop with this many jobs, as it stands in a configuration. */
export const loopOf = (maxJobs: number, more: object = {}): Record<string, unknown> => ({
  s5_settings: { job_loop: { enabled: true, max_jobs: maxJobs, job_name: 'sample', ...more } },
})

export function makeProject(t: Scope, { config, tos: settings, steps, answers, files }: ProjectOptions = {}): Project {
  const root = temporaryFolder(t)
  const path = (name: string) => join(root, name)
  const write = (name: string, content: string | Buffer) => {
    mkdirSync(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), content)
  }
  const replay = { provider: 'replay' }
  const models = { draft: replay, review: replay, final: replay, replay: 'config/recording.json' }
  const base = { workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash'], timeout_sec: 300, ...config }
  write('config/config_v0_3.json', JSON.stringify(base, null, 2))
  write('config/tos.json', JSON.stringify({ models, exec: { sandbox: 'off' }, ...settings }, null, 2))
  write('config/recording.json', JSON.stringify({ v: 1, answers: answers ?? (steps ?? []).flatMap(answersOf) }))
  for (const [name, content] of Object.entries(files ?? {})) write(name, content)
  t.after(() => checkJournals(root))
  return {
    root,
    path,
    write,
    tos: (args, options) => tos([...args, '--root', root], options),
    text: (name) => readFileSync(path(name), 'utf8'),
    json: (name) => JSON.parse(readFileSync(path(name), 'utf8')),
    events: (name = 'logs/journal.ndjson') => readEvents(path(name)),
  }
}

const readEvents = (path: string): Event[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** Every line that any test wrote must fit the published schema. */
function checkJournals(root: string): void {
  for (const name of globSync('{logs,lg}/**/journal.ndjson', { cwd: root }))
    for (const [i, line] of readFileSync(join(root, name), 'utf8').split('\n').filter(Boolean).entries()) {
      let event: unknown
      try {
        event = JSON.parse(line)
      } catch {
        // Tests break journals on purpose; what is no JSON was not written by the program.
        continue
      }
      assert.ok(
        validate(event),
        `${name}:${i + 1}: ${JSON.stringify(validate.errors?.slice(0, 3))} in ${line.slice(0, 300)}`,
      )
    }
}
