// init: a new project in an existing or new folder. Nothing that is there is changed.
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isSystemError, refusedBySystem, remedyOf } from '../core/errno.ts'
import { exitCodes, fail, Failed, misconfigured, succeed, type Result } from '../core/failure.ts'
import { configNames } from '../files/project-root.ts'
import { report, type Command } from './command.ts'
import { layOutProject, newConfig, newTos } from './new-project.ts'

/** The paths that were made, relative to `root`. */
export function initProject(root: string): Result<string[]> {
  const existing = configNames.map((name) => join(root, name)).find((path) => existsSync(path))
  if (existing) return fail(misconfigured('this is a project already', existing, "see 'tos doctor'"))
  try {
    mkdirSync(root, { recursive: true })
    return succeed(layOutProject(root, { 'config/config_v0_3.json': newConfig(), 'config/tos.json': newTos() }))
  } catch (error) {
    if (!(error instanceof Failed) && !isSystemError(error)) throw error
    const failure = error instanceof Failed ? error.failure : refusedBySystem(root, error, 'write')
    const cause = error instanceof Failed ? error.cause : error
    return fail(cause === undefined ? failure : { ...failure, remedy: `${remedyOf(cause, 'write')}, then 'tos init'` })
  }
}

export const init: Command = {
  summary: 'Make a new project: config/, workspace/, logs/ and the lines git needs.',
  usage: 'tos init [DIR]',
  options: {},
  operands: 1,
  run({ operands }, terminal) {
    const root = resolve(terminal.folder, operands[0] ?? '.')
    const made = initProject(root)
    if (!made.ok) return Promise.resolve(report(made.failure, terminal))
    terminal.out(made.value.map((name) => `made ${join(root, name)}\n`).join(''))
    terminal.out("next: set OPENAI_API_KEY and ANTHROPIC_API_KEY, then 'tos doctor', then 'tos cleanrun --loop'\n")
    return Promise.resolve(exitCodes.well)
  },
}
