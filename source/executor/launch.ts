// Starts what a sandbox made of a command: the leader of a process group of its own, its output on pipes, its inputs written.
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { RefusedHost } from './egress.ts'
import { openPipe, type Pipe } from './pipes.ts'

/** What is really started. */
export interface Launch {
  readonly argv: readonly string[]
  readonly environment: Record<string, string>
  /** Handed over as descriptor 3, where no sandbox reports on it. */
  readonly limits?: number
  /** Written to file descriptors 4 and up, which then end; 3 is the sandbox's report. */
  readonly inputs: readonly Buffer[]
  /** Does the sandbox say on descriptor 3 whether the command began? */
  readonly reportsStart: boolean
  /** What it can write besides the folder it stands in. */
  readonly writable?: readonly string[]
  /** Closes its way to the network; the hosts it was kept from. */
  readonly endNetwork?: () => readonly RefusedHost[]
  /** To be called when all of it has ended: what the command did that had to be undone or be told, or null. */
  readonly look: () => Promise<string | null>
}

export interface Started {
  readonly child: ChildProcess
  readonly streams: Readonly<Record<'stdout' | 'stderr', Readable | null>>
  /** Resolves when the process has ended and nobody holds its output open; never, when it could not be started. */
  readonly closed: Promise<Ended>
}

export interface Ended {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
}

/** Throws when the system refuses; a program that is not there, and too many open files, are an `error` event of the child. */
export function startLaunch(launch: Launch, folder: string, timeoutMs?: number): Started {
  const [program = '', ...args] = launch.argv
  const pipes: Pipe[] = []
  try {
    const [out, err] = [open(pipes), open(pipes)]
    const child = spawn(program, args, {
      cwd: folder,
      env: launch.environment,
      stdio: [
        'ignore',
        out?.writer ?? 'pipe',
        err?.writer ?? 'pipe',
        ...(launch.reportsStart ? ['pipe' as const] : []),
        ...(launch.limits === undefined ? [] : [launch.limits]),
        ...launch.inputs.map(() => 'pipe' as const),
      ],
      detached: true,
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
    })
    for (const [i, data] of launch.inputs.entries()) {
      // With too many open files there are none at all.
      const pipe = (child.stdio as typeof child.stdio | undefined)?.[4 + i] as NodeJS.WritableStream | null | undefined
      // Gone when the program ends early; its own words say why.
      pipe?.on('error', () => undefined)
      pipe?.end(data)
    }
    const streams = { stdout: out?.reader ?? child.stdout ?? null, stderr: err?.reader ?? child.stderr ?? null }
    return { child, streams, closed: closedOf(child, [streams.stdout, streams.stderr]) }
  } catch (error) {
    for (const { reader } of pipes) reader.destroy()
    throw error
  } finally {
    for (const { writer } of pipes) closeSync(writer)
  }
}

function open(pipes: Pipe[]): Pipe | null {
  const pipe = openPipe()
  if (pipe) pipes.push(pipe)
  return pipe
}

function closedOf(child: ChildProcess, streams: readonly (Readable | null)[]): Promise<Ended> {
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }))
  })
  const silent = streams.map(
    (stream) =>
      stream && new Promise<void>((resolve) => void stream.once('close', resolve).on('error', () => undefined)),
  )
  return Promise.all([ended, ...silent]).then(([end]) => end)
}
