// A project as a program sees it: look at it, run it, watch a loop that another process runs, steer it, judge a command.
import type { Command, Event } from '../core/event.ts'
import { need } from '../core/failure.ts'
import type { Request } from '../core/request.ts'
import type { Judgement, State } from '../core/state.ts'
import { sendRequest } from '../files/inbox.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { journalStart } from '../files/journal-reader.ts'
import { currentHolder, type LockHolder } from '../files/lock.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { prepareCommands } from '../orchestrator/preflight.ts'
import { overviewFold } from '../views/overview.ts'
import { checkpointsOf, type Checkpoints } from './checkpoints.ts'
import { followEvents } from './follow.ts'
import { startRun, type Run, type RunOptions } from './run.ts'
import { version } from './version.ts'

export interface OpenOptions {
  /** What commands and models get from; the process's own unless told otherwise. */
  readonly environment?: NodeJS.ProcessEnv
}

export interface WatchOptions {
  /** Number of the first event wanted; 1, the loop's first, unless told otherwise. */
  readonly from?: number
  /** Goes on over the end of a run, until the signal. */
  readonly isEndless?: boolean
  readonly signal?: AbortSignal
}

/** Everything here throws `Failed` where something expected goes wrong: its `failure` has what, where, remedy, exitCode. */
export interface Project {
  /** Absolute, links resolved. */
  readonly root: string
  /** The fold of the journal as it is now: where the loop stands. */
  readonly state: () => State
  /** The living process that runs the loop or holds the project; null when none does. */
  readonly runner: () => LockHolder | null
  /** Drives a run in this process. */
  readonly run: (options?: RunOptions) => Run
  /** The events of a loop, whoever runs it: those there are, then those to come, until nobody runs any more. */
  readonly watch: (options?: WatchOptions) => AsyncIterable<Event>
  /** Asks the running loop for something; its answer is an event. Nothing happens when none runs. */
  readonly send: (request: Request) => void
  /** The policy's verdict on a command, as a step would have it judged. */
  readonly judge: (command: Command) => Promise<Judgement>
  readonly checkpoints: Checkpoints
}

/** Opens the project in `folder` or above it. Writes nothing, takes no lock. @throws Failed when there is none */
export function openProject(folder: string, { environment = process.env }: OpenOptions = {}): Project {
  const found = need(findProjectRoot(folder, null))
  const { layout } = need(loadSettings(found))
  const runner = (): LockHolder | null => currentHolder(layout.lock)
  return {
    root: layout.root,
    state: () => need(foldJournal(layout, overviewFold(version))).fold.state,
    runner,
    run: (options = {}) => startRun(found, layout, environment, options),
    async *watch({ from = 1, isEndless = false, signal } = {}) {
      const isOver = (): boolean => !isEndless && runner() === null
      for await (const event of followEvents(layout.journal, { from: journalStart, isOver, signal }))
        if (event.seq >= from) yield event
    },
    send: (request) => sendRequest(layout.inbox, request),
    judge: async (command) => need(await prepareCommands(found, environment)).judge(command),
    checkpoints: checkpointsOf(found, environment),
  }
}
