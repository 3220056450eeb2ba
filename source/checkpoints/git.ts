// git through simple-git, with everything switched off that a repository's own configuration could run or ask.
import { rmSync } from 'node:fs'
import { simpleGit, type SimpleGit } from 'simple-git'
import { exitCodes, Failed } from '../core/failure.ts'
import { countSilence, type Look } from '../core/silence.ts'
import { gitEnvironment, quietConfig } from './git-environment.ts'
import { remedyFor, saidLast, silent } from './git-words.ts'
import { lookForPipe } from './waiting-pipe.ts'

const ownVariables = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_TERMINAL_PROMPT',
  'GIT_OPTIONAL_LOCKS',
  'GIT_LITERAL_PATHSPECS',
  'GIT_ATTR_NOSYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_GLOBAL',
  'GIT_NO_LAZY_FETCH',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
]
const unsafe = {
  allowUnsafeCustomBinary: true,
  allowUnsafeHooksPath: true,
  allowUnsafeFsMonitor: true,
  allowUnsafePager: true,
  allowUnsafeConfigPaths: true,
}

/** git that can write below these folders only, and reaches no network. */
export interface GitFence {
  /** A git behind walls that stay up for the next one, or come down behind this. */
  readonly call: (writable: readonly string[], call: FencedCall, isKept: boolean) => Promise<GitOutput>
}

export interface FencedCall {
  readonly folder: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly input?: Buffer | string | undefined
  readonly silenceMs: number
  /** What git will never get beyond; it is ended at once then. */
  readonly look?: Look | undefined
}

/** For what a person asked for: a new repository. `environment` is the caller's; only what git needs of it is passed on. */
export function openGit(folder: string, environment: NodeJS.ProcessEnv): SimpleGit {
  return simpleGit({
    baseDir: folder,
    config: quietConfig,
    timeout: { block: 60_000 },
    allowEnvironment: ownVariables,
    unsafe,
  }).env(gitEnvironment(environment, {}))
}

export interface GitOutput {
  /** Null when git was ended by a signal or could not be started. */
  readonly code: number | null
  readonly out: Buffer
  /** What git said on stderr, or why it did not run. */
  readonly err: string
}

export interface CallOptions {
  readonly input?: Buffer | string
  /** Milliseconds without a word after which git is ended; instead of the repository's own limit. */
  readonly silenceMs?: number
  /** Configuration for this call, `name=value`. */
  readonly config?: readonly string[]
  /** Added to the environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where it is called, instead of the working tree. */
  readonly folder?: string
  /** What it writes besides what it always may. Absolute folders. */
  readonly writes?: readonly string[]
}

export interface Git {
  /** Resolves whatever git answers. */
  readonly call: (args: readonly string[], options?: CallOptions) => Promise<GitOutput>
  /** Output of a call that must succeed. @throws GitFailed */
  readonly bytes: (args: readonly string[], options?: CallOptions) => Promise<Buffer>
  /** The same as text, without the last line end. @throws GitFailed */
  readonly text: (args: readonly string[], options?: CallOptions) => Promise<string>
}

/** git said no. What it said last is the reason. */
export class GitFailed extends Failed {
  readonly output: GitOutput
  /** `store`: the git folder of a store of snapshots, where nobody knows what git means else. */
  constructor(command: string, output: GitOutput, store?: string) {
    const what = `git ${command} failed (${saidLast(output)})`
    const where = store === undefined ? {} : { where: store }
    super({ what, ...where, remedy: remedyFor(output.err, store), exitCode: exitCodes.failed })
    this.output = output
  }
}

export interface GitOptions {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** Added to the environment of every call. */
  readonly own?: Readonly<Record<string, string>>
  readonly silenceMs: number
  /** Walls around it, and the folders it may write in there; none for a git that reaches a remote. */
  readonly fence?: GitFence | null
  readonly writable?: readonly string[]
  /** Ends what git left running when it had to be ended: filters and the like. */
  readonly endLeftovers?: (() => Promise<void>) | undefined
}

const timers = { later: setTimeout, cancel: clearTimeout, soon: setImmediate }

/** simple-git waits 50 ms longer for a git that has said nothing at all. */
const nothing = Buffer.alloc(0)

/** git in a folder. Nothing is remembered between calls. */
export function createGit(options: GitOptions): Git {
  const { folder, environment, own = {}, silenceMs, fence = null, writable = [], endLeftovers } = options
  const base = gitEnvironment(environment, own)
  const store = own['GIT_DIR'] === '/dev/null' ? undefined : own['GIT_DIR']
  const call = async (args: readonly string[], options: CallOptions = {}): Promise<GitOutput> => {
    const config = [...quietConfig, ...(options.config ?? [])]
    const variables = { ...base, ...options.environment }
    const within = {
      folder: options.folder ?? folder,
      environment: variables,
      silenceMs: options.silenceMs ?? silenceMs,
      look: lookForPipe(variables['GIT_WORK_TREE'] ?? options.folder ?? folder),
    }
    const output =
      fence === null
        ? await callPlain(args, {
            ...within,
            config,
            input: options.input ?? '',
          })
        : await fence.call(
            [...writable, ...(options.writes ?? [])],
            {
              ...within,
              args: [...config.flatMap((setting) => ['-c', setting]), ...args],
              input: options.input,
            },
            options.writes === undefined,
          )
    if (output.code === null) await endLeftovers?.()
    const index = within.environment['GIT_INDEX_FILE']
    // A git that was ended leaves it, and the next one would wait for nobody. The project's own index is not ours to free.
    if ((output.code === null || output.code > 128) && store !== undefined && index?.startsWith(`${store}/`) === true)
      rmSync(`${index}.lock`, { force: true })
    return output
  }
  const bytes = async (args: readonly string[], options?: CallOptions): Promise<Buffer> => {
    const output = await call(args, options)
    if (output.code !== 0) throw new GitFailed(args[0] ?? '', output, store)
    return output.out
  }
  const text: Git['text'] = async (args, options) => (await bytes(args, options)).toString('utf8').replace(/\n$/, '')
  return { call, bytes, text }
}

/** @throws GitFailed when git does not work there */
export async function isInWorkingTree(git: Git): Promise<boolean> {
  const output = await git.call(['rev-parse', '--is-inside-work-tree'])
  if (output.code === 0) return output.out.toString().trim() === 'true'
  if (output.err.includes('not a git repository')) return false
  throw new GitFailed('rev-parse', output)
}

interface PlainCall extends Omit<FencedCall, 'args'> {
  readonly config: string[]
  readonly input: Buffer | string
}

async function callPlain(args: readonly string[], call: PlainCall): Promise<GitOutput> {
  let output: GitOutput = { code: null, out: Buffer.alloc(0), err: '' }
  // simple-git's own limit would end a git that spoke while this process was held up.
  const ended = new AbortController()
  let why = silent
  const give = (reason: string | null) => {
    why = reason ?? silent
    ended.abort()
  }
  const silence = countSilence<NodeJS.Timeout>(timers, call.silenceMs, give, call.look)
  const git = simpleGit({
    baseDir: call.folder,
    config: call.config,
    abort: ended.signal,
    allowEnvironment: ownVariables,
    unsafe,
    // Even an empty one: else its end is never told, and a git that reads waits for ever.
    input: () => Buffer.from(call.input),
    errors(error, { exitCode, stdOut, stdErr }) {
      const err = Buffer.concat(stdErr).toString()
      const why = error instanceof Error && err === '' ? error.message : err
      output = {
        code: error && exitCode === 0 ? null : exitCode,
        out: Buffer.concat(stdOut),
        err: why,
      }
      return undefined
    },
  })
    .env({ ...call.environment })
    .outputHandler((_command, stdout, stderr) => {
      for (const stream of [stdout, stderr]) stream.on('data', silence.heard)
      stdout.once('end', () => stdout.emit('data', nothing))
    })
  try {
    await git.raw([...args])
  } catch (error) {
    output = { ...output, code: output.code === 0 ? null : output.code, err: output.err || String(error) }
  } finally {
    silence.end()
  }
  return ended.signal.aborted ? { ...output, code: null, err: why } : output
}
