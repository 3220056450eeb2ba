// replay: rebuilds the runbook's files from the journal; with --record makes a recording of the models' answers.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exitCodes, type Failure } from '../core/failure.ts'
import { archiveFiles, moveInto } from '../files/archive.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import { layoutOf, type Layout } from '../files/layout.ts'
import { acquireLock } from '../files/lock.ts'
import { makeFolder } from '../files/open-regular.ts'
import { namedPath } from '../files/project-root.ts'
import { writeOutput } from '../files/write-output.ts'
import { recordAnswers } from '../orchestrator/record-answers.ts'
import { publish, textPath } from '../orchestrator/publish.ts'
import { stamp } from '../orchestrator/session.ts'
import { overviewFold } from '../views/overview.ts'
import { evolve } from '../core/evolve.ts'
import { initialState } from '../core/state.ts'
import { runPage } from '../ui/app/page.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { openProject, type OpenedProject } from './project.ts'
import { version } from './version.ts'

export const replay: Command = {
  async run(invocation, terminal) {
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const { layout, settings } = opened.value
    const [named] = invocation.operands
    const journal = named === undefined ? layout.journal : namedPath(layout.root, resolve(terminal.folder, named))
    if (!existsSync(journal))
      return report(usage('there is no journal', journal, 'name one, or run something first'), terminal)
    if (flag(invocation, 'tui')) return lookBack(journal, opened.value, invocation, terminal)
    const record = text(invocation, 'record')
    if (record !== null)
      return makeRecording(journal, namedPath(layout.root, resolve(terminal.folder, record)), terminal)
    const dir = text(invocation, 'dir')
    if (dir === null && named !== undefined)
      return report(usage('another journal is rebuilt elsewhere', journal, 'name a folder with --dir'), terminal)
    if (dir === null) return rebuildHere(layout, opened.value.overview.state.loop?.id ?? null, terminal)
    const target = namedPath(layout.root, resolve(terminal.folder, dir))
    makeFolder(target)
    if (readdirSync(target).length > 0)
      return report(usage('the folder is not empty', target, 'name an empty one'), terminal)
    return rebuild(journal, layoutOf(target, settings.config), terminal)
  },
}

/** Event by event, step by step, on the screen. */
async function lookBack(journal: string, opened: OpenedProject, invocation: Invocation, terminal: Terminal) {
  const { showSession } = await import('./open.ts')
  const project = { ...opened, config: opened.settings.config, foldOf: overviewFold(version) }
  const page = runPage({ isReadOnly: true, pastJournal: journal })
  await showSession(invocation, terminal, { project, page })
  return exitCodes.well
}

const usage = (what: string, where: string, remedy: string): Failure => ({
  what,
  where,
  remedy,
  exitCode: exitCodes.usage,
})

/** The files found are kept in the archive; the journal stays where it is. */
async function rebuildHere(layout: Layout, loop: string | null, terminal: Terminal): Promise<number> {
  const lock = await acquireLock(layout.lock, layout.root, 'replay')
  if (!lock.ok) return report(lock.failure, terminal)
  try {
    const kept = join(layout.archive, `replaced-${stamp(new Date())}`)
    archiveFiles(layout, kept)
    const archived = loop === null ? [] : [join(layout.archive, loop)]
    for (const path of [layout.runSummary, textPath(layout.runSummary), ...archived]) moveInto(kept, path)
    return rebuild(layout.journal, layout, terminal)
  } finally {
    lock.value.release()
  }
}

function rebuild(journal: string, layout: Layout, terminal: Terminal): number {
  let state = initialState
  let events = 0
  const read = readJournal(journal, journalStart, (event) => {
    state = evolve(state, event)
    events++
    publish(layout, event, state)
  })
  if (!read.ok) return report(read.failure, terminal)
  terminal.error(`tos: rebuilt from ${events} events into ${layout.root}\n`)
  return exitCodes.well
}

function makeRecording(journal: string, path: string, terminal: Terminal): number {
  const recording = recordAnswers(journal)
  if (!recording.ok) return report(recording.failure, terminal)
  writeOutput(path, `${JSON.stringify(recording.value, null, 2)}\n`)
  terminal.error(`tos: ${recording.value.answers.length} answers recorded in ${path}\n`)
  return exitCodes.well
}
