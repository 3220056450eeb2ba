// attach and watch: join a loop from another terminal, as a screen or as lines. watch never steers.
import { exitCodes } from '../core/failure.ts'
import { currentHolder } from '../files/lock.ts'
import { flag, report, type Command, type Invocation, type Terminal } from './command.ts'
import { findProject, hasScreen, showSession } from './open.ts'
import { viewerOptions } from './viewer-options.ts'
import { watchLines } from './watch-lines.ts'

const usageEnd = '[--plain | --json] [--lang ja|en|auto] [--ascii] [--screen-reader] [--root DIR]'

export const attach: Command = {
  summary: 'Join the running loop from another terminal. Whoever came first steers; ctrl+t takes control.',
  usage: `tos attach ${usageEnd}`,
  options: viewerOptions,
  operands: 0,
  run: (invocation, terminal) => join(invocation, terminal, false),
}

export const watch: Command = {
  summary: 'Look at the running loop, or at the last run, without a hand on anything.',
  usage: `tos watch ${usageEnd}`,
  options: viewerOptions,
  operands: 0,
  run: (invocation, terminal) => join(invocation, terminal, true),
}

async function join(invocation: Invocation, terminal: Terminal, isReadOnly: boolean): Promise<number> {
  const project = findProject(invocation, terminal)
  if (!project.ok) return report(project.failure, terminal)
  if (!isReadOnly && !currentHolder(project.value.layout.lock)) {
    const failure = { what: 'nothing is running in this project', where: project.value.layout.root }
    const remedy = "'tos-tui' opens the menu, 'tos watch' shows the last run"
    return report({ ...failure, remedy, exitCode: exitCodes.failed }, terminal)
  }
  if (flag(invocation, 'plain') || flag(invocation, 'json') || !hasScreen(terminal))
    return watchLines(project.value, invocation, terminal)
  const page = { kind: 'run', isReadOnly, pastJournal: null, act: null } as const
  return showSession(invocation, terminal, { project: project.value, page })
}
