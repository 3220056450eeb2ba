// The way to the terminal that never blocks: a terminal nobody reads stops neither the event loop nor the end.
import { closeSync, constants, openSync, writeSync } from 'node:fs'

export interface TerminalOutput {
  /** Calls `done` when the terminal has taken all of it. */
  readonly write: (text: string, done?: () => void) => void
  /** Sends what is still on its way and then `text`, before anything else happens; gives up on a stalled terminal. */
  readonly writeNow: (text: string) => void
  readonly close: () => void
}

/** Between two tries on a terminal that takes nothing, and how long the last words may take. Milliseconds. */
const retryMs = 20
const lastWordsMs = 500

/**
 * Opens the terminal behind standard output anew, because Node's own writes to it wait for the reader, and a flag on
 * the inherited descriptor would be shared with the shell. Where that cannot be, standard output it is.
 */
export function openTerminalOutput(onLost: (error: Error) => void): TerminalOutput {
  const path = process.platform === 'linux' ? '/proc/self/fd/1' : '/dev/tty'
  try {
    const flags = constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK
    return descriptorOutput(openSync(path, flags), onLost)
  } catch {
    process.stdout.on('error', onLost)
    return {
      write: (text, done) => void process.stdout.write(text, () => done?.()),
      writeNow: (text) => void process.stdout.write(text),
      close: () => process.stdout.off('error', onLost),
    }
  }
}

/** Takes over a non-blocking descriptor. */
export function descriptorOutput(descriptor: number, onLost: (error: Error) => void): TerminalOutput {
  const queue: { rest: Buffer; readonly done: () => void }[] = []
  let retry: NodeJS.Timeout | null = null
  let isOpen = true

  /** False when the terminal takes nothing now. */
  const drain = (): boolean => {
    for (let head = queue[0]; head; head = queue[0]) {
      while (head.rest.length > 0) {
        const written = tryWrite(descriptor, head.rest)
        if (written === 0) return false
        head.rest = head.rest.subarray(written)
      }
      queue.shift()
      head.done()
    }
    return true
  }
  const lose = (error: unknown): void => {
    queue.length = 0
    onLost(error instanceof Error ? error : new Error(String(error)))
  }
  const pump = (): void => {
    retry = null
    if (!isOpen) return
    try {
      if (!drain()) retry = setTimeout(pump, retryMs)
    } catch (error) {
      lose(error)
    }
  }
  return {
    write(text, done = () => undefined) {
      queue.push({ rest: Buffer.from(text), done })
      if (!retry) pump()
    },
    writeNow(text) {
      if (!isOpen) return
      queue.push({ rest: Buffer.from(text), done: () => undefined })
      const pause = new Int32Array(new SharedArrayBuffer(4))
      try {
        for (let waited = 0; !drain() && waited < lastWordsMs; waited += retryMs) Atomics.wait(pause, 0, 0, retryMs)
      } catch (error) {
        lose(error)
      }
    },
    close() {
      if (!isOpen) return
      isOpen = false
      if (retry) clearTimeout(retry)
      closeSync(descriptor)
    },
  }
}

function tryWrite(descriptor: number, bytes: Buffer): number {
  try {
    return writeSync(descriptor, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0
    throw error
  }
}
