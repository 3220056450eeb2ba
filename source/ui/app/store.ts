// One store per viewer: the fold of the journal and the live files, handed to React at most ten times a second.
import { join } from 'node:path'
import { roles } from '../../core/event-place.ts'
import { readTail } from '../../files/file-tail.ts'
import { openTail } from '../../files/journal-tail.ts'
import type { Layout } from '../../files/layout.ts'
import { liveReply } from '../../files/live.ts'
import { lookAtControl, type Control } from '../../files/control.ts'
import { joinViewers } from '../../files/viewers.ts'
import { currentHolder } from '../../files/lock.ts'
import type { Overview } from '../../views/overview.ts'
import { asWaiting, type FarNote } from './elsewhere.ts'
import type { Project } from './session-ports.ts'

/** Milliseconds between two frames, at least. */
const frameMs = 100
/** Milliseconds between looks at the clock, the lock and the live files. */
const tickMs = 500
const tailBytes = 32 * 1024

export interface Snapshot {
  readonly overview: Overview
  /** Somebody drives the loop. */
  readonly isRunning: boolean
  /** What the model being asked, or the command being run, has said so far. */
  readonly live: string
  readonly control: Control
  /** How many look on, this one among them. */
  readonly viewers: number
  /** Milliseconds since the epoch, to the second. */
  readonly now: number
  /** Why the journal cannot be read on; null while all is well. */
  readonly trouble: string | null
  /** How a loop of another host stands, and when it stood so. */
  readonly far?: { readonly note: FarNote; readonly at: number }
  /** Another moment than the present. */
  readonly isPast?: boolean
}

export interface RunStore {
  readonly getSnapshot: () => Snapshot
  /** Looks at once, at what this viewer itself has just changed. */
  readonly look: () => void
  readonly subscribe: (listener: () => void) => () => void
  readonly close: () => void
}

const minuteOf = (ms: number): number => Math.floor(ms / 60_000)

export function createStore({ layout, foldOf, elsewhere }: Pick<Project, 'layout' | 'foldOf' | 'elsewhere'>): RunStore {
  const tail = openTail(layout, foldOf)
  const viewers = joinViewers(layout.viewers)
  const listeners = new Set<() => void>()
  let snapshot = look()
  let frame: NodeJS.Timeout | null = null
  let lastFrame = 0

  function look(): Snapshot {
    const isHeld = (): boolean => (elsewhere ? elsewhere.state().isRunning : currentHolder(layout.lock) !== null)
    // A run that begins or ends while this looks is held before or behind the reading; one that died is not.
    const wasHeld = isHeld()
    tail.read()
    const { failure } = tail
    const far = elsewhere?.state()
    const isParked = far?.isParked ?? false
    const fold = isParked ? asWaiting(tail.fold) : tail.fold
    // Behind the end of a run somebody else may hold the project: a rollback, a look at one, a command of a person.
    const isRunning = (wasHeld || isHeld() || isParked) && !fold.state.run?.ended
    const now = Date.now()
    return {
      overview: fold,
      isRunning,
      live: isRunning ? liveText(layout, fold) : '',
      control: lookAtControl(layout.control),
      viewers: viewers.count(now),
      now: Math.floor(now / 1000) * 1000,
      trouble: failure ? `${failure.where}: ${failure.what}; ${failure.remedy}` : (far?.trouble ?? null),
      ...(far && { far: { note: far.note, at: far.at } }),
    }
  }
  const show = (): void => {
    if (frame) clearTimeout(frame)
    frame = null
    lastFrame = Date.now()
    const next = look()
    const isSame =
      next.overview === snapshot.overview &&
      next.isRunning === snapshot.isRunning &&
      next.live === snapshot.live &&
      next.control.by === snapshot.control.by &&
      next.control.isMine === snapshot.control.isMine &&
      next.viewers === snapshot.viewers &&
      next.trouble === snapshot.trouble &&
      next.far?.note === snapshot.far?.note &&
      // While nobody runs only ages move, and those are told in minutes.
      (next.isRunning ? next.now === snapshot.now : minuteOf(next.now) === minuteOf(snapshot.now))
    if (isSame) return
    snapshot = next
    for (const listener of listeners) listener()
  }
  const due = (): void => {
    frame ??= setTimeout(show, Math.max(0, lastFrame + frameMs - Date.now()))
  }
  const unfollow = [tail.follow(due), elsewhere?.follow(due)]
  const ticker = setInterval(due, tickMs)
  return {
    getSnapshot: () => snapshot,
    look: show,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const each of unfollow) each?.()
      viewers.leave()
      clearInterval(ticker)
      if (frame) clearTimeout(frame)
      listeners.clear()
    },
  }
}

/** The snapshot as it was behind an event: nothing streams, and the clock stands. */
export function pastSnapshot(present: Snapshot, overview: Overview): Snapshot {
  const { run, ts } = overview.state
  return {
    ...present,
    overview,
    isPast: true,
    isRunning: run !== null && !run.ended,
    live: '',
    now: Date.parse(ts) || present.now,
  }
}

/** The stream of the call or the command under way. */
function liveText(layout: Layout, { state }: Overview): string {
  const { step, job } = state
  if (!step || !job || step.finished) return ''
  const index = step.commands.findIndex((command) => command.status === 'started')
  if (index >= 0) return outputOf(layout, { job: job.job, step: step.step, index }, tailBytes)
  const role = roles.find((name) => step.calls[name].status === 'asked')
  if (!role) return ''
  const { round, attempt } = step.calls[role]
  return readTail(liveReply(layout.live, { job: job.job, step: step.step, role, round, attempt }), tailBytes)
}

/** The last bytes of what a command of this loop has written so far; empty when that is nothing. */
export function outputOf(
  { output }: Layout,
  { job, step, index }: { readonly job: number; readonly step: number; readonly index: number },
  bytes: number,
): string {
  const pad = (n: number) => String(n).padStart(3, '0')
  return readTail(join(output, `j${pad(job)}-s${pad(step)}-c${index}.log`), bytes)
}
