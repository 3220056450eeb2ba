// stop and pause: requests to the runner, from any terminal.
import { exitCodes } from '../core/failure.ts'
import type { Request } from '../core/request.ts'
import { userName } from '../files/lock.ts'
import { askRunner } from '../library/send.ts'
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
  const asked = await askRunner(opened.value.layout, request)
  if (!asked.ok) return report(asked.failure, terminal)
  terminal.error(`tos: asked pid ${asked.value.pid} to ${request.kind}\n`)
  return exitCodes.well
}
