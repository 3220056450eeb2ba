// attach and watch: join a loop from another terminal, as a screen or as lines. watch never steers.
import { exitCodes } from '../core/failure.ts'
import { currentHolder } from '../files/lock.ts'
import { runPage } from '../ui/app/page.ts'
import type { Project } from '../ui/app/session-ports.ts'
import { flag, report, type Command, type Invocation, type Terminal } from './command.ts'
import { findProject, hasScreen, showSession } from './open.ts'
import { watchLines } from './watch-lines.ts'

export const attach: Command = {
  run: (invocation, terminal) => join(invocation, terminal, false),
}

export const watch: Command = {
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
  return lookAt(project.value, invocation, terminal, isReadOnly)
}

/** As a screen or as lines, as it was asked for. */
export async function lookAt(
  project: Project,
  invocation: Invocation,
  terminal: Terminal,
  isReadOnly: boolean,
): Promise<number> {
  if (flag(invocation, 'plain') || flag(invocation, 'json') || !hasScreen(terminal))
    return watchLines(project, invocation, terminal)
  return showSession(invocation, terminal, { project, page: runPage({ isReadOnly }) })
}
