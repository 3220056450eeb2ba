// The journal of a loop that another host runs, kept up here as a file, so that whatever looks at a journal can look at it.
import { closeSync, rmSync, writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isSystemError, refusedBySystem, remedyOf } from '../core/errno.ts'
import { exitCodes, Failed, type Failure } from '../core/failure.ts'
import { openToAppend } from '../files/open-regular.ts'
import { Away, type Engine, type Travel } from './engine.ts'
import type { QueuedLoop } from './submission.ts'

/** Why what is known is old. */
export interface Unheard {
  /** Milliseconds since the epoch: when it was last known. */
  readonly since: number
  readonly isAway: boolean
  readonly failure: Failure
}

export interface Mirror {
  /** How it stood at the last look that was answered. */
  readonly loop: () => QueuedLoop
  /** Null while all is well. */
  readonly unheard: () => Unheard | null
  /** Calls back after each look. Returns the way to stop. */
  readonly follow: (looked: () => void) => () => void
  readonly close: () => void
}

/** Milliseconds between two looks, at least. */
const restMs = 300
/** Lines that are asked for at once. */
const pageLines = 1000

/** Resolves behind the first look. `journal`: the file, in a folder that is there. @throws Failed when that look fails */
export async function openMirror(
  engine: Pick<Engine, 'watch'> & { readonly travel: Pick<Travel, 'loop' | 'journal'> },
  name: string,
  journal: string,
): Promise<Mirror> {
  const { travel } = engine
  const followers = new Set<() => void>()
  let known = await standing()
  let lines = 0
  let last: Buffer = Buffer.alloc(0)
  let heardAt = Date.now()
  let unheard: Unheard | null = null
  let isClosed = false
  let isWanted = false
  let wake: () => void = () => undefined

  async function standing(): Promise<QueuedLoop> {
    const loop = await travel.loop(name)
    if (loop) return loop
    throw new Failed({ what: `no loop '${name}'`, remedy: "see 'tos fleet list'", exitCode: exitCodes.failed })
  }

  async function look(): Promise<void> {
    // Asked before reading: what a runner wrote before it let go is read then.
    const now = await standing()
    // Behind a backup the engine may know less, and other lines may have come since.
    const isDoubtful = lines > 0 && (unheard !== null || now.attempt !== known.attempt)
    if (isDoubtful && !(await travel.journal(name, lines, 1)).equals(last)) {
      rmSync(journal, { force: true })
      lines = 0
    }
    for (;;) {
      const page = await travel.journal(name, lines + 1, pageLines)
      const count = append(page)
      if (count < pageLines) break
    }
    known = now
    heardAt = Date.now()
    unheard = null
  }

  /** The number of lines. */
  function append(page: Buffer): number {
    if (page.length === 0) return 0
    const descriptor = openToAppend(journal, 0o600)
    try {
      for (let at = 0; at < page.length;) at += writeSync(descriptor, page, at)
    } finally {
      closeSync(descriptor)
    }
    const count = page.reduce((sum, byte) => sum + Number(byte === lineEnd), 0)
    last = page.subarray(page.lastIndexOf(lineEnd, page.length - 2) + 1)
    lines += count
    return count
  }

  async function keepUp(): Promise<void> {
    for (;;) {
      if (isClosed) return
      isWanted = false
      try {
        await look()
      } catch (error) {
        unheard = { since: heardAt, isAway: error instanceof Away, failure: failureOf(error, journal) }
      }
      for (const looked of followers) looked()
      if (!isWanted) await new Promise<void>((resolve) => (wake = resolve))
      await delay(restMs, undefined, { ref: false })
    }
  }

  await look()
  const unwatch = engine.watch(() => {
    isWanted = true
    wake()
  })
  void keepUp()
  return {
    loop: () => known,
    unheard: () => unheard,
    follow(looked) {
      followers.add(looked)
      return () => followers.delete(looked)
    },
    close() {
      isClosed = true
      unwatch()
      wake()
    },
  }
}

const lineEnd = 0x0a

/** @throws what nobody foresaw */
function failureOf(error: unknown, journal: string): Failure {
  if (error instanceof Failed) return error.failure
  if (isSystemError(error)) return { ...refusedBySystem(journal, error, 'write'), remedy: remedyOf(error, 'write') }
  throw error
}
