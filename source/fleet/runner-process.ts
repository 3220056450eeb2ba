// An ordinary runner as a child of a worker: what it appends comes here first, and it ends when the worker does.
import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { openToAppend } from '../files/open-regular.ts'
import { answers, headBytes, replicaVariable, type ReplicaAnswer } from '../files/replica.ts'

export interface RunnerCall {
  /** What is executed: Node, the program, the command and its options. */
  readonly command: readonly [string, ...string[]]
  readonly root: string
  /** What it says goes there. */
  readonly log: string
  readonly environment: NodeJS.ProcessEnv
  /** Takes whole journal lines into the second place. */
  readonly ship: (lines: Buffer) => Promise<ReplicaAnswer>
}

export interface RunnerProcess {
  readonly pid: number | undefined
  /** The exit code; null when it ended without one. */
  readonly ended: Promise<number | null>
  /** Asks it to stop at once; it records its end. */
  readonly stop: () => void
  /** As if its worker were gone: it ends its commands and itself, and writes nothing more. */
  readonly cut: () => void
  /** It ended because nobody took its lines any more: whatever its exit code, its loop has not ended. */
  readonly wasCut: () => boolean
}

export function startRunnerProcess({ command, root, log, environment, ship }: RunnerCall): RunnerProcess {
  const descriptor = openToAppend(log, 0o600)
  const [file, ...args] = command
  const child = spawn(file, args, {
    cwd: root,
    env: { ...environment, [replicaVariable]: '1' },
    stdio: ['ignore', descriptor, descriptor, 'pipe', 'pipe'],
    detached: true,
  })
  closeSync(descriptor)
  // With too many open files there are no pipes at all.
  const [, , , frames, lifeline] = (child.stdio as typeof child.stdio | undefined) ?? []
  let isCut = false
  if (frames) void answerFrames(frames as Duplex, ship, cut)
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.once('error', () => resolve(null))
  })
  return { pid: child.pid, ended, stop: () => void child.kill('SIGTERM'), cut, wasCut: () => isCut }

  function cut(): void {
    isCut = true
    for (const each of [frames, lifeline]) each?.destroy()
  }
}

/** A runner waits for each answer, so there is never more than one frame on the way. */
async function answerFrames(socket: Duplex, ship: RunnerCall['ship'], cut: () => void): Promise<void> {
  let got = Buffer.alloc(0)
  try {
    for await (const chunk of socket) {
      got = Buffer.concat([got, chunk as Buffer])
      while (got.length >= headBytes && got.length >= headBytes + got.readUInt32BE()) {
        const end = headBytes + got.readUInt32BE()
        const lines = got.subarray(headBytes, end)
        got = got.subarray(end)
        socket.write(Buffer.from([answers[await ship(lines).catch(failed)]]))
      }
    }
  } catch {
    // Whatever it is, the runner gets no answer, and ends.
    socket.destroy()
  }

  function failed(error: unknown): never {
    cut()
    throw error
  }
}
