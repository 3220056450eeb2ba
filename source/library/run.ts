// A run in this process, as a stream of its events with a hand on it.
import { exitCodes, need } from '../core/failure.ts'
import type { Layout } from '../files/layout.ts'
import type { JournalPosition } from '../files/journal-reader.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { version } from './version.ts'
import { overviewFold } from '../views/overview.ts'
import { userName } from '../files/lock.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import type { Request, Run, RunEnd, RunOptions } from './api.ts'
import { drive } from './drive.ts'
import { followEvents } from './follow.ts'
import { standingOf } from './standing.ts'

export function startRun(
  project: ProjectRoot,
  layout: Layout,
  environment: NodeJS.ProcessEnv,
  { signal, ...options }: RunOptions,
): Run {
  let send: ((request: Request) => void) | null = null
  const waiting: Request[] = []
  const request = (each: Request): void => void (send ? send(each) : waiting.push(each))
  const stop = (): void => request({ kind: 'stop', by: userName(), when: 'now' })
  const opened = Promise.withResolvers<JournalPosition>()
  let isOver = false

  const driven = async (): Promise<RunEnd> => {
    const { state } = await drive(
      { ...options, project, environment },
      {
        onOpen: () => opened.resolve(endOf(layout)),
        onStart(sender) {
          send = sender
          for (const each of waiting.splice(0)) sender(each)
        },
      },
    )
    const end = state.run?.ended
    return { standing: standingOf(state), exitCode: end?.exitCode ?? exitCodes.failed, endReason: end?.endReason ?? '' }
  }
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const done = driven().finally(() => {
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

/** Behind the last line there is now; of a long journal that is not read anew. */
const endOf = (layout: Layout): JournalPosition => need(foldJournal(layout, overviewFold(version))).position
