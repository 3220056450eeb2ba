// The journal's second durable place: a worker that holds the lease of the loop, at the other end of two descriptors.
import { readSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { exitCodes, type Failure } from '../core/failure.ts'

/** Set by the worker for the runner it starts; no command sees it. */
export const replicaVariable = 'TOS_REPLICA'

/** Numbers of the descriptors a runner inherits from its worker. */
export const replicaDescriptor = 3
export const lifelineDescriptor = 4

/** One byte back for a frame: the worker has the lines, or the loop is no longer its to write. */
export const answers = { held: 1, lost: 2 } as const
export type ReplicaAnswer = keyof typeof answers

/** A frame: the length of what follows as four bytes, the highest first; whole journal lines, in UTF-8. */
export const headBytes = 4

export interface Replica {
  /**
   * Waits until the lines are in the second place as well, or cannot be. What need not be durable yet rides along with
   * the next that must.
   */
  readonly take: (lines: Buffer, isDurable: boolean) => ReplicaAnswer
  /** Calls back once, when the worker is gone. */
  readonly whenGone: (gone: () => void) => void
}

/** Null without a worker: then the journal has one place, the file. */
export function openReplica(environment: NodeJS.ProcessEnv): Replica | null {
  if (environment[replicaVariable] !== '1') return null
  let waiting: Buffer[] = []
  return {
    take(lines, isDurable) {
      waiting.push(lines)
      if (!isDurable) return 'held'
      const frame = Buffer.concat(waiting)
      waiting = []
      try {
        send(frame)
        return receive() === answers.held ? 'held' : 'lost'
      } catch {
        // Whatever ails the way to the worker: what it does not have was not recorded.
        return 'lost'
      }
    },
    whenGone(gone) {
      const lifeline = openLifeline()
      if (!lifeline) return gone()
      lifeline.once('close', gone)
      lifeline.on('error', () => undefined)
      lifeline.resume()
      lifeline.unref()
    },
  }
}

/** Null where there is none at that number: nobody is at the other end either. */
function openLifeline(): Socket | null {
  try {
    return new Socket({ fd: lifelineDescriptor, readable: true, writable: false })
  } catch {
    return null
  }
}

function send(lines: Buffer): void {
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(lines.length)
  const frame = Buffer.concat([head, lines])
  for (let sent = 0; sent < frame.length;) sent += writeSync(replicaDescriptor, frame, sent)
}

/** The next byte; null when the other end is closed. */
function receive(): number | null {
  const byte = Buffer.alloc(1)
  return readSync(replicaDescriptor, byte) === 1 ? byte.readUInt8() : null
}

/** What a runner says that may not write its journal any more. */
export const lostToAnother = (journal: string): Failure => ({
  what: 'the worker of this loop is gone, or another one has it: nothing more is written',
  where: journal,
  remedy: "see 'tos fleet'; the loop goes on under a worker",
  exitCode: exitCodes.locked,
})
