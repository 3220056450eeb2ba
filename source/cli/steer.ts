// stop and pause: requests to the runner, from any terminal.
import { exitCodes } from '../core/failure.ts'
import type { Request } from '../core/request.ts'
import { userName } from '../files/lock.ts'
import { askHolder } from './ask-holder.ts'
import { flag, report, type Command, type Invocation, type Terminal } from './command.ts'
import { openProject } from './project.ts'

export const stop: Command = {
  run: (invocation, terminal) =>
    send(invocation, terminal, { kind: 'stop', by: userName(), when: flag(invocation, 'now') ? 'now' : 'step' }),
}

export const pause: Command = {
  run: (invocation, terminal) => send(invocation, terminal, { kind: 'pause', by: userName() }),
}

async function send(invocation: Invocation, terminal: Terminal, request: Request): Promise<number> {
  const opened = openProject(invocation, terminal)
  if (!opened.ok) return report(opened.failure, terminal)
  const { holder, layout } = opened.value
  if (!holder) {
    const failure = {
      what: 'nothing is running in this project',
      where: layout.root,
      remedy: "start it with 'tos run'",
    }
    return report({ ...failure, exitCode: exitCodes.failed }, terminal)
  }
  const asked = await askHolder({ layout, holder }, request)
  if (!asked.ok) return report(asked.failure, terminal)
  terminal.error(`tos: asked pid ${holder.pid} to ${request.kind}\n`)
  return exitCodes.well
}
