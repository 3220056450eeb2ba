// Bubblewrap in front of a command: own namespaces, no capabilities, a system-call filter, a file system cut to size.
import { execFile } from 'node:child_process'
import { relative } from 'node:path'
import { promisify } from 'node:util'
import { causeOf } from '../core/failure.ts'
import { reachOfSetting } from '../core/network-reach.ts'
import { openEgress } from './egress.ts'
import { wayOut } from './egress-mounts.ts'
import { indexPackWith } from './git/index-pack.ts'
import { gitWalls } from './git/walls.ts'
import { closeInherited } from './inherited-files.ts'
import type { Launch } from './launch.ts'
import { limitArguments, type CommandLimits } from './limits.ts'
import { commandMounts, fixedMounts, makeProtected, type MountOptions } from './mounts.ts'
import { processCount } from './process-count.ts'
import { refusals } from './refusals.ts'
import type { SandboxState } from '../core/sandbox.ts'
import type { Sandbox } from './sandbox.ts'
import { seccompFilter } from './seccomp.ts'

const run = promisify(execFile)

export interface BubblewrapOptions extends MountOptions {
  readonly program: string
  readonly limits: CommandLimits
  /** Content of the ~/.gitconfig commands see: name and address, no credentials. */
  readonly gitConfig: string
  /** May commands write commits, branches and the index of the project's repositories? */
  readonly git: boolean | 'judged'
  /** Folders inside of the project that are repositories. */
  readonly nested: readonly string[]
  /** Files of the project that hold secrets, as they are now. */
  readonly secretFiles: () => readonly string[]
}

/** File descriptors bubblewrap gets besides the usual three. */
const [statusFd, filterFd, lastFd] = [3, 4, 5]

/** A sandbox for one run, tried out; or why it does not work here. */
export async function openBubblewrap(options: BubblewrapOptions): Promise<Sandbox | string> {
  const { program, network, places, git } = options
  const tool = await look(program)
  if (typeof tool === 'string') return tool
  const fixed = fixedMounts(options)
  const filter = seccompFilter()
  const limited = limitArguments(options.limits, true)
  const closing = closeInherited(lastFd, options.path)
  const missing = filter ? null : `no system-call filter for ${process.arch}`

  const indexPack = indexPackWith(program, options.path)

  const wrap: Sandbox['wrap'] = ({
    argv,
    environment,
    folder,
    reach = 'none',
    writesGit,
    isContained,
    keeps = [],
    isTrial,
  }) => {
    if (!isTrial) makeProtected(places)
    const mayWriteGit = !isContained && (git === 'judged' ? writesGit === true : git)
    const secretFiles = options.secretFiles()
    const isHidden = new Set(secretFiles)
    const gitTools = { indexPack, isHidden: (path: string) => isHidden.has(path) }
    const walls = gitWalls({ root: places.root, nested: options.nested }, mayWriteGit, gitTools)
    const mounts = commandMounts(options, fixed, { git: walls.arguments, isContained, keeps, secretFiles })
    if (typeof mounts === 'string') return mounts
    const egress = typeof reach === 'string' || isTrial ? null : openEgress(reach)
    const way = egress && wayOut(egress.socket)
    const bubblewrap = [
      '--unshare-all',
      '--unshare-user',
      ...(reach === 'all' ? ['--share-net'] : []),
      '--cap-drop',
      'ALL',
      '--new-session',
      '--die-with-parent',
      '--json-status-fd',
      String(statusFd),
      ...(filter ? ['--seccomp', String(filterFd)] : []),
      ...(tool.has('--disable-userns') ? ['--disable-userns'] : []),
      ...mounts,
      ...(way?.mounts ?? []),
      '--chdir',
      folder,
      '--',
    ]
    const count = processCount(options.limits.maxProcesses)
    const launch: Launch = {
      argv: [
        ...(count?.before ?? []),
        ...closing,
        program,
        ...supported(bubblewrap, tool),
        ...(way?.before ?? []),
        ...limited,
        ...argv,
      ],
      environment: { ...environment, ...temporary(environment), ...way?.environment },
      endNetwork() {
        egress?.close()
        return egress?.refused() ?? []
      },
      inputs: [filter ?? Buffer.alloc(0), Buffer.from(options.gitConfig)],
      reportsStart: true,
      writable: options.writable,
      async look() {
        count?.end()
        if (isTrial) return null
        const said = [await walls.end(), newSecrets(options, isHidden)].filter((sentence) => sentence !== null)
        return said.join('; ') || null
      },
    }
    return launch
  }

  const state = {
    kind: 'bubblewrap',
    ...networkState(network),
    tool: tool.name,
    reason: missing,
  } as const
  // Where the filter is missing it may hold less than was tried: nothing is promised then.
  const walls = missing !== null ? null : { writable: [places.root], network: reachOfSetting(network) }
  return { state, walls, wrap }
}

/** What the next command will not see any more. */
function newSecrets({ secretFiles, places }: BubblewrapOptions, before: ReadonlySet<string>): string | null {
  const names = secretFiles().flatMap((path) => (before.has(path) ? [] : [relative(places.root, path)]))
  if (names.length === 0) return null
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return refusals.secretsAppeared(`${names.slice(0, 5).join(', ')}${more}`)
}

function networkState(network: MountOptions['network']): Pick<SandboxState, 'network' | 'hosts'> {
  if (network === 'judged') return { network }
  if (typeof network === 'boolean') return { network: network ? 'on' : 'off' }
  return { network: 'hosts', hosts: typeof network === 'string' ? [network] : network }
}

interface Tool {
  readonly name: string
  readonly has: (option: string) => boolean
}

async function look(program: string): Promise<Tool | string> {
  try {
    const [version, help] = await Promise.all([run(program, ['--version']), run(program, ['--help'])])
    const text = help.stdout + help.stderr
    return { name: version.stdout.trim(), has: (option) => text.includes(`${option} `) }
  } catch (error) {
    return `${program} does not answer (${causeOf(error)})`
  }
}

/** Versions before 0.8 know no size of a folder in memory. */
function supported(args: readonly string[], tool: Tool): string[] {
  if (tool.has('--size')) return [...args]
  return args.filter((argument, i) => argument !== '--size' && args[i - 1] !== '--size')
}

/** The private /tmp is where temporary files go, whatever the runner uses. */
const temporary = (environment: Record<string, string>): Record<string, string> =>
  Object.fromEntries(['TMPDIR', 'TMP', 'TEMP'].filter((name) => name in environment).map((name) => [name, '/tmp']))
