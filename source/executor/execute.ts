// Runs one command: in the sandbox, own process group, no stdin, time limit, whole tree killed at the limit and at stop.
import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { causeOf } from '../core/failure.ts'
import type { RefusedHost } from './egress.ts'
import type { CommandReach } from '../core/network-reach.ts'
import { commandEnvironment } from './environment.ts'
import { findInterpreter, interpreterArguments, interpreterNames, type CommandType } from './interpreter.ts'
import { isGroupAlive, killTree } from './kill-tree.ts'
import { startLaunch, type Ended, type Launch, type Started } from './launch.ts'
import { endNamespace } from './namespace-end.ts'
import { watchResources, type WatchOptions } from './resource-watch.ts'
import { Output, type CollectedOutput, type OutputOptions } from './output.ts'
import { refusals } from './refusals.ts'
import type { Sandbox } from './sandbox.ts'
import { startReport } from './start-report.ts'

/** Milliseconds that background processes may hold the output open after the command itself has ended. */
const drainMs = 1000

export interface ExecuteRequest {
  readonly type: CommandType
  readonly code: string
  readonly folder: string
  readonly timeoutMs: number
  /** Stands in the environment of the command's processes, so that they are found however they detach. */
  readonly marker: string
  readonly environment: NodeJS.ProcessEnv
  readonly allowedVariables: readonly string[]
  readonly output: OutputOptions
  readonly sandbox: Sandbox
  /** What it reaches in the sandbox; without it nothing. */
  readonly reach?: CommandReach
  /** Megabytes of the disk that stay free; null: as many as is usual. */
  readonly keepFreeMb?: number | null
  /** Megabytes of memory for all of it together; null: as many as is usual. */
  readonly maxMemoryMb?: number | null
  /** Was it judged to write git: commits, branches, the index? */
  readonly writesGit?: boolean
  /** Was it let through because of what the sandbox holds? Without such a sandbox it does not start. */
  readonly isContained?: boolean
  /** What it may only read in the project. Absolute paths. */
  readonly keeps?: readonly string[]
  /** Gets the output as it comes, unmasked. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: Buffer) => void
  /** Called once the process exists. */
  readonly onSpawn: (pid: number) => void
}

export interface Execution extends CollectedOutput {
  readonly outcome: 'exited' | 'timed out' | 'stopped' | 'not started'
  readonly exitCode: number | null
  readonly signal: string | null
  readonly durationMs: number
  readonly error: string | null
  /** Hosts it wanted and was kept from. */
  readonly refused?: readonly RefusedHost[]
}

/** Never rejects: what cannot be started is an outcome. Aborting `signal` stops the command. */
export async function execute(request: ExecuteRequest, signal: AbortSignal): Promise<Execution> {
  const began = performance.now()
  const output = new Output(request.output)
  const { marker } = request
  if (signal.aborted) return ended(output, began, stoppedVerdict)
  const started = start(request)
  if (typeof started === 'string') return ended(output, began, { outcome: 'not started', error: started })
  const { pid, launch, process: running } = started
  request.onSpawn(pid)
  const report = launch.reportsStart ? startReport(running.child) : null
  for (const stream of ['stdout', 'stderr'] as const)
    running.streams[stream]?.on('data', (chunk: Buffer) => {
      output.push(stream, chunk)
      request.onOutput?.(stream, chunk)
    })

  const folders = [request.folder, ...(launch.writable ?? [])]
  const watch = { pid, folders, init: () => report?.init()?.pid ?? null }
  const verdict = await firstOf(running, request, watch, signal)
  const isOver = verdict.outcome === 'exited' && verdict.error === undefined
  if (!isOver || isGroupAlive(pid)) await killTree(pid, marker, launch.reportsStart)
  const isGone = await endNamespace(report?.init() ?? null)
  // What is still in the pipes belongs to the command; whoever keeps them open behind it does not.
  await Promise.race([running.closed, delay(drainMs, undefined, { ref: false })])
  close(running)
  const refused = launch.endNetwork?.() ?? []
  const undone = isGone ? await launch.look() : refusals.outlived(marker)
  const ending = { ...ended(output, began, verdict), refused }
  if (verdict.outcome === 'exited' && (verdict.signal ?? null) === null && report?.hasBegun() === false)
    return { ...ending, outcome: 'not started', exitCode: null, error: refusals.sandboxFailed(saidBy(ending)) }
  return undone === null ? ending : { ...ending, error: undone }
}

const saidBy = ({ stderr, exitCode }: Execution): string =>
  stderr.text.trim().split('\n')[0] || `it ended with exit code ${exitCode}`

function close({ streams }: Started): void {
  streams.stdout?.destroy()
  streams.stderr?.destroy()
}

interface Verdict {
  readonly outcome: Execution['outcome']
  readonly exitCode?: number | null
  readonly signal?: string | null
  readonly error?: string
}

function ended(output: Output, began: number, { outcome, exitCode, signal, error }: Verdict): Execution {
  const collected = output.end()
  return {
    ...collected,
    outcome,
    exitCode: exitCode ?? null,
    signal: signal ?? null,
    durationMs: Math.round(performance.now() - began),
    error: error ?? collected.problem,
  }
}

function start(request: ExecuteRequest): { process: Started; pid: number; launch: Launch } | string {
  const { type, code, folder } = request
  const environment = commandEnvironment(request.environment, request.allowedVariables, request.marker)
  const program = findInterpreter(type, environment['PATH'] ?? '')
  if (!program) return refusals.noInterpreter(type, interpreterNames(type))
  const isContained = request.isContained === true
  if (isContained && request.sandbox.walls === null) return refusals.sandboxOnly()
  try {
    const launch = request.sandbox.wrap({
      argv: [program, ...interpreterArguments(type, code)],
      environment,
      folder,
      reach: request.reach ?? 'none',
      writesGit: request.writesGit === true,
      isContained,
      keeps: request.keeps ?? [],
    })
    if (typeof launch === 'string') return launch
    const started = startLaunch(launch, folder)
    const { child } = started
    child.on('error', () => undefined)
    if (child.pid !== undefined) return { process: started, pid: child.pid, launch }
    close(started)
    launch.endNetwork?.()
    void launch.look()
    return refusals.notStartable(program, child.stdio === undefined ? 'EMFILE: too many files are open' : '')
  } catch (error) {
    return refusals.notStartable(program, causeOf(error))
  }
}

const stoppedVerdict: Verdict = { outcome: 'stopped', error: 'stopped by the operator' }

/** Which comes first: the end of the command with its output, the time limit, or the stop. */
function firstOf(
  { child, closed }: Started,
  { timeoutMs, keepFreeMb = null, maxMemoryMb = null }: ExecuteRequest,
  watched: Pick<WatchOptions, 'pid' | 'init' | 'folders'>,
  signal: AbortSignal,
): Promise<Verdict> {
  return new Promise((resolve) => {
    let drain: NodeJS.Timeout | undefined
    let isSettled = false
    const settle = (verdict: Verdict) => {
      isSettled = true
      clearTimeout(limit)
      clearTimeout(drain)
      watch.stop()
      signal.removeEventListener('abort', stop)
      resolve(verdict)
    }
    const stop = () => settle(stoppedVerdict)
    const watch = watchResources({ ...watched, keepFreeMb, maxMemoryMb }, (error) =>
      settle({ outcome: 'exited', exitCode: -constants.signals.SIGKILL, signal: 'SIGKILL', error }),
    )
    const limit = setTimeout(
      () => settle({ outcome: 'timed out', error: `タイムアウト (${timeoutMs / 1000}秒)` }),
      timeoutMs,
    )
    const exited = ({ exitCode, signal: killedBy }: Ended) => ({
      outcome: 'exited' as const,
      // Ended by a signal: its number, negative, as the runbook's program reported it.
      exitCode: exitCode ?? (killedBy === null ? null : -constants.signals[killedBy]),
      signal: killedBy,
    })
    void closed.then((end) => settle(exited(end)))
    child.once('exit', (exitCode, killedBy) => {
      const error = refusals.heldOpen()
      if (!isSettled) drain = setTimeout(() => settle({ ...exited({ exitCode, signal: killedBy }), error }), drainMs)
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}
