// What commands run in: bubblewrap, the operator's own wrapper, or nothing; chosen and tried out once per run.
import { join } from 'node:path'
import { homeFolder } from './home-folder.ts'
import type { Walls } from '../core/containment.ts'
import { causeOf } from '../core/failure.ts'
import type { CommandReach } from '../core/network-reach.ts'
import type { SandboxState } from '../core/sandbox.ts'
import type { TosSettings } from '../core/settings.ts'
import { openBubblewrap } from './bubblewrap.ts'
import { commandEnvironment, placesOfTools } from './environment.ts'
import { readGitIdentity, trackedSecretFiles } from './git-facts.ts'
import { findProgram } from './interpreter.ts'
import { startLaunch, type Launch } from './launch.ts'
import { limitArguments, type CommandLimits } from './limits.ts'
import { limitsOfBash } from './limits-of-bash.ts'
import type { ProjectPlaces } from './mounts.ts'
import { isPassing, tried } from './passing.ts'
import { namedPipes } from './listeners.ts'
import { liesIn, realPath } from './paths.ts'
import { walkProject } from './project-walk.ts'
import { readPlain } from './git/plain-file.ts'
import { holdsToken, homeSecrets, isSecretFile, mayHoldSecret, ownSecrets } from './secrets-on-disk.ts'

export interface Inner {
  readonly argv: readonly string[]
  readonly environment: Record<string, string>
  readonly folder: string
  /** What it reaches; without it nothing. */
  readonly reach?: CommandReach
  /** Was it judged to write git? */
  readonly writesGit?: boolean
  /** Was it let through because of what the walls hold? Then it is held so: git's own and `exec.writable` cannot be written. */
  readonly isContained?: boolean
  /** What it may only read in the project. Absolute paths. */
  readonly keeps?: readonly string[]
  /** Nothing may be made in the project for it. */
  readonly isTrial?: boolean
}

export interface Sandbox {
  readonly state: SandboxState
  /** What it guarantees of a contained command; null: nothing. */
  readonly walls: Walls | null
  /** A sentence when a command must not run as things lie now. */
  readonly wrap: (inner: Inner) => Launch | string
}

export interface SandboxOptions {
  readonly places: ProjectPlaces
  readonly exec: TosSettings['exec']
  readonly environment: NodeJS.ProcessEnv
  /** Absolute paths of `exec.writable`. */
  readonly writable: readonly string[]
}

/** A sandbox, or why there is none although the settings want one. With `auto` there is always one, maybe of kind none. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox | string> {
  const { exec } = options
  if (exec.sandbox === 'off') return noSandbox(options, "exec.sandbox is 'off'")
  const opened = await tried(() => (exec.wrapper ? openWrapper(options, exec.wrapper) : openHere(options)))
  if (typeof opened !== 'string') return opened
  // Who names a wrapper wants that one; running without it would be a surprise. What passes is no reason to go without.
  return exec.sandbox === 'required' || exec.wrapper || isPassing(opened) ? opened : noSandbox(options, opened)
}

async function openHere(options: SandboxOptions): Promise<Sandbox | string> {
  if (process.platform !== 'linux') return `no bubblewrap on ${process.platform}`
  const { exec, places } = options
  const path = pathOf(options)
  const program = findProgram('bwrap', path)
  if (program === null) return 'bubblewrap (bwrap) is not on the PATH'
  const home = realPath(homeFolder(options.environment) ?? '/tmp') ?? '/tmp'
  const gitConfig = await readGitIdentity(options.environment)
  const tracked = trackedSecretFiles(places.root)
  const isHome = liesIn(places.root, home)
  const own = ownSecrets(exec.secrets, places.root, home)
  const facts = walkProject(places.root, {
    mayBe: (name) => own.isNamed(name) || isSecretFile(name) || mayHoldSecret(name),
    // What is tracked when the run begins: a command that puts a name into the index does not get to see its file.
    is: (name, file) => own.isNamed(name) || (isSecret(name, file) && !tracked.has(file)),
  })
  const homeFiles = isHome ? homeSecrets.map((name) => join(home, name)) : []
  const opened = await openBubblewrap({
    program,
    places,
    path,
    home,
    tools: Object.values(placesOfTools(options.environment)),
    gitConfig,
    hidden: [...own.paths, ...facts.pipes, ...homeFiles, ...namedPipes(places.root)],
    secretFiles: facts.secretFiles,
    nested: facts.nested,
    git: exec.git,
    network: exec.network,
    writable: options.writable,
    limits: limitsOf(exec),
  })
  if (typeof opened === 'string') return opened
  const failure = await tryOut(opened, options)
  return failure === null ? opened : `bubblewrap does not start here: ${failure}`
}

/** Only of names that may or may not hold one the content is looked at. */
const isSecret = (name: string, path: string): boolean =>
  isSecretFile(name) || (mayHoldSecret(name) && holdsToken(readPlain(path, 65_536)?.toString('utf8') ?? ''))

async function openWrapper(options: SandboxOptions, wrapper: readonly string[]): Promise<Sandbox | string> {
  const [name = '', ...rest] = wrapper
  const program = name.startsWith('/') ? name : findProgram(name, pathOf(options))
  if (program === null) return `the wrapper '${name}' is not on the PATH`
  const opened = plainSandbox(options, [program, ...rest], {
    kind: 'wrapper',
    network: 'on',
    tool: wrapper.join(' '),
    reason: null,
  })
  const failure = await tryOut(opened, options)
  return failure === null ? opened : `the wrapper '${name}' does not start a command: ${failure}`
}

/** Also for a look at a project that must not depend on what is installed. */
export function noSandbox(options: Pick<SandboxOptions, 'exec'>, reason: string): Sandbox {
  return plainSandbox(options, [], { kind: 'none', network: 'on', tool: null, reason })
}

function plainSandbox(options: Pick<SandboxOptions, 'exec'>, before: readonly string[], state: SandboxState): Sandbox {
  const limits = limitsOf(options.exec)
  const inFront = limitArguments(limits, false)
  const byItself = limitsOfBash(limits)
  return {
    state,
    walls: null,
    wrap: ({ argv, environment }) => {
      const own = before.length === 0 ? byItself({ argv, environment }) : null
      return {
        argv: own ? argv : [...before, ...inFront, ...argv],
        environment: own?.environment ?? environment,
        ...(own && { limits: own.descriptor }),
        inputs: [],
        reportsStart: false,
        look: () => Promise.resolve(null),
      }
    },
  }
}

const pathOf = ({ environment }: Pick<SandboxOptions, 'environment'>): string => environment['PATH'] ?? ''

const limitsOf = (exec: TosSettings['exec']): CommandLimits => ({
  maxProcesses: exec.max_processes,
  maxMemoryMb: exec.max_memory_mb,
  maxFileMb: exec.max_file_mb,
})

/** Milliseconds the first, empty command may take. */
const trialMs = 10_000

/** Runs nothing in it, with all that a command gets. The first line of what it said, or null when it works. */
async function tryOut(sandbox: Sandbox, { environment, places }: SandboxOptions): Promise<string | null> {
  const inner = { argv: ['/bin/sh', '-c', 'exit 0'], environment: commandEnvironment(environment, [], 'trial') }
  const launch = sandbox.wrap({ ...inner, folder: places.root, isTrial: true })
  if (typeof launch === 'string') return launch
  const { child, streams, closed } = startLaunch(launch, places.root, trialMs)
  let said = ''
  streams.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  streams.stdout?.resume()
  const failed = new Promise<Error>((resolve) => void child.once('error', resolve))
  const end = await Promise.race([closed, failed])
  await launch.look()
  if (end instanceof Error) return causeOf(end)
  return end.exitCode === 0
    ? null
    : said.trim().split('\n')[0] || `it ended with ${end.signal ?? `exit code ${end.exitCode}`}`
}
