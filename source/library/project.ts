// A project as a program sees it: look at it, run it, watch a loop that another process runs, steer it, judge a command.
import { need } from '../core/failure.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { journalStart } from '../files/journal-reader.ts'
import type { Layout } from '../files/layout.ts'
import { currentHolder } from '../files/lock.ts'
import { findProjectRoot, type ProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { overviewFold } from '../views/overview.ts'
import { answerQuestion } from './answer.ts'
import type { OpenOptions, OpenProject, Project } from './api.ts'
import { checkpointsOf } from './checkpoints.ts'
import { followEvents } from './follow.ts'
import { startRun } from './run.ts'
import { askRunner } from './send.ts'
import { standingOf } from './standing.ts'
import { tellInterrupted } from './tell-interrupted.ts'
import { version } from './version.ts'

export const openProject: OpenProject = (folder, options) =>
  openFound(need(findProjectRoot(folder, null)), options).project

/** The project that was found already, and where its files are. @throws Failed */
export function openFound(
  found: ProjectRoot,
  { environment = process.env, tell = () => undefined }: OpenOptions = {},
): { readonly project: Project; readonly layout: Layout } {
  const { layout } = need(loadSettings(found))
  tellInterrupted(layout, tell)
  const runner = () => currentHolder(layout.lock)
  const project: Project = {
    root: layout.root,
    state: () => standingOf(need(foldJournal(layout, overviewFold(version))).fold.state),
    runner,
    run: (options = {}) => startRun(found, layout, environment, options),
    async *watch({ from = 1, isEndless = false, signal } = {}) {
      const isOver = (): boolean => !isEndless && runner() === null
      for await (const event of followEvents(layout.journal, { from: journalStart, isOver, signal }))
        if (event.seq >= from) yield event
    },
    send: async (request) => void need(await askRunner(layout, request)),
    answer: async (answer) => answerQuestion(layout, answer),
    async judge({ type, code }) {
      const { prepareCommands } = await import('../orchestrator/preflight.ts')
      return need(await prepareCommands(found, environment)).judge({ type, code })
    },
    checkpoints: checkpointsOf({ project: found, environment, tell }),
  }
  return { project, layout }
}
