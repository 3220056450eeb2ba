// init: a new project in an existing or new folder. Nothing that is there is changed.
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exitCodes } from '../core/failure.ts'
import { configNames } from '../files/project-root.ts'
import { report, type Command } from './command.ts'
import { layOutProject, newConfig, newTos } from './new-project.ts'

export const init: Command = {
  summary: 'Make a new project: config/, workspace/, logs/ and the lines git needs.',
  usage: 'tos init [DIR]',
  options: {},
  operands: 1,
  run({ operands }, terminal) {
    const root = resolve(terminal.folder, operands[0] ?? '.')
    const existing = configNames.map((name) => join(root, name)).find((path) => existsSync(path))
    if (existing) {
      const failure = { what: 'this is a project already', where: existing, remedy: "see 'tos doctor'" }
      return Promise.resolve(report({ ...failure, exitCode: exitCodes.usage }, terminal))
    }
    mkdirSync(root, { recursive: true })
    const made = layOutProject(root, { 'config/config_v0_3.json': newConfig(), 'config/tos.json': newTos() })
    terminal.out(made.map((name) => `made ${join(root, name)}\n`).join(''))
    terminal.out("next: set OPENAI_API_KEY and ANTHROPIC_API_KEY, then 'tos doctor', then 'tos cleanrun --loop'\n")
    return Promise.resolve(exitCodes.well)
  },
}
