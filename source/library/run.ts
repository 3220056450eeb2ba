// A run in this process, as a stream of its events with a hand on it.
import type { Event } from '../core/event.ts'
import { exitCodes, need, type ExitCode } from '../core/failure.ts'
import type { Request } from '../core/request.ts'
import type { LimitName } from '../core/settings.ts'
import type { State } from '../core/state.ts'
import type { Layout } from '../files/layout.ts'
import type { JournalPosition } from '../files/journal-reader.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { userName } from '../files/lock.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import { driveRun } from '../orchestrator/drive-run.ts'
import { preflight } from '../orchestrator/preflight.ts'
import { followEvents } from './follow.ts'
import { version } from './version.ts'

export interface RunOptions {
  /** `cleanrun` archives the loop and begins a new one; `test` is a run whose files are verified afterwards. */
  readonly mode?: 'run' | 'test' | 'cleanrun'
  /** One job, or the whole loop. */
  readonly until?: 'job' | 'loop'
  /** What to do about a command that had started when the run before died; `stop` unless told otherwise. */
  readonly inDoubt?: 'stop' | 'skip' | 'rerun'
  /** Limits raised for the rest of the loop, in their own units. */
  readonly raise?: Partial<Record<LimitName, number>>
  /** Stops the run as `tos stop --now` does. */
  readonly signal?: AbortSignal
}

export interface RunEnd {
  readonly state: State
  /** As `tos run` would exit. */
  readonly exitCode: ExitCode
  readonly endReason: string
}

/** Iterated it gives the run's events, from its first to its last; who iterates slowly never holds it up. */
export interface Run extends AsyncIterable<Event> {
  /** Asks the run for something; its answer is an event. Asked before the run has begun it waits until then. */
  readonly send: (request: Request) => void
  /** Resolves when the run has ended, whether it is iterated or not. Rejects with `Failed` when it could not begin. */
  readonly done: Promise<RunEnd>
}

export function startRun(
  project: ProjectRoot,
  layout: Layout,
  environment: NodeJS.ProcessEnv,
  { mode = 'run', until = 'job', inDoubt = 'stop', raise = {}, signal }: RunOptions,
): Run {
  let send: ((request: Request) => void) | null = null
  const waiting: Request[] = []
  const request = (each: Request): void => void (send ? send(each) : waiting.push(each))
  const stop = (): void => request({ kind: 'stop', by: userName(), when: 'now' })
  const opened = Promise.withResolvers<JournalPosition>()
  let isOver = false

  const drive = async (): Promise<RunEnd> => {
    const prepared = need(await preflight(project, environment))
    const ended = await driveRun({
      prepared,
      mode,
      until,
      isClean: mode === 'cleanrun',
      inDoubt,
      raise,
      environment,
      version,
      listener: () => undefined,
      onOpen: () => opened.resolve(endOf(layout)),
      onStart(sender) {
        send = sender
        for (const each of waiting.splice(0)) sender(each)
      },
    })
    const state = need(ended)
    const end = state.run?.ended
    return { state, exitCode: codeOf(end?.exitCode), endReason: end?.endReason ?? '' }
  }
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const done = drive().finally(() => {
    isOver = true
    signal?.removeEventListener('abort', stop)
  })
  // Who only iterates hears of a failure there.
  done.catch((error: unknown) => opened.reject(error))
  opened.promise.catch(() => undefined)
  return {
    send: request,
    done,
    async *[Symbol.asyncIterator]() {
      yield* followEvents(layout.journal, { from: await opened.promise, isOver: () => isOver })
      await done
    },
  }
}

/** Behind the last line there is now. */
function endOf(layout: Layout): JournalPosition {
  return need(foldJournal(layout, { initial: null, evolve: () => null, version: '' })).position
}

const codeOf = (code: number | undefined): ExitCode =>
  Object.values(exitCodes).find((known) => known === code) ?? exitCodes.failed
