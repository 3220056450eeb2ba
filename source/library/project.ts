// A project as a program sees it: look at it, run it, watch a loop that another process runs, steer it, judge a command.
import { need } from '../core/failure.ts'
import { sendRequest } from '../files/inbox.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { journalStart } from '../files/journal-reader.ts'
import { currentHolder } from '../files/lock.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { prepareCommands } from '../orchestrator/preflight.ts'
import { overviewFold } from '../views/overview.ts'
import type { OpenProject } from './api.ts'
import { checkpointsOf } from './checkpoints.ts'
import { followEvents } from './follow.ts'
import { startRun } from './run.ts'
import { standingOf } from './standing.ts'
import { version } from './version.ts'

export const openProject: OpenProject = (folder, { environment = process.env } = {}) => {
  const found = need(findProjectRoot(folder, null))
  const { layout } = need(loadSettings(found))
  const runner = () => currentHolder(layout.lock)
  return {
    root: layout.root,
    state: () => standingOf(need(foldJournal(layout, overviewFold(version))).fold.state),
    runner,
    run: (options = {}) => startRun(found, layout, environment, options),
    async *watch({ from = 1, isEndless = false, signal } = {}) {
      const isOver = (): boolean => !isEndless && runner() === null
      for await (const event of followEvents(layout.journal, { from: journalStart, isOver, signal }))
        if (event.seq >= from) yield event
    },
    send: (request) => sendRequest(layout.inbox, request),
    judge: async ({ type, code }) => need(await prepareCommands(found, environment)).judge({ type, code }),
    checkpoints: checkpointsOf(found, environment),
  }
}
