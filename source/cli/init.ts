// init: a new project in an existing or new folder. Nothing that is there is changed.
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { isSystemError, refusedBySystem, remedyOf } from '../core/errno.ts'
import {
  describeFailure,
  exitCodes,
  fail,
  Failed,
  misconfigured,
  succeed,
  type Failure,
  type Result,
} from '../core/failure.ts'
import { configNames } from '../files/project-root.ts'
import { makeFolders } from '../core/make-folders.ts'
import { printableLine } from '../core/printable.ts'
import { providerRow, type ProviderName } from '../core/providers.ts'
import { openAsker } from './ask.ts'
import { asTyped } from './called-as.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { usualWishes, wishesFrom, type ProjectWishes } from './init-wishes.ts'
import { offerRepository } from './offer-repository.ts'
import { layOutProject, newConfig, newTos } from './new-project.ts'

/** The paths that were made, relative to `root`. */
export function initProject(root: string, wishes: ProjectWishes = usualWishes): Result<string[]> {
  const unfit = noPlace(root)
  if (unfit) return fail(unfit)
  try {
    makeFolders(root, (folder) => mkdirSync(folder))
    return succeed(layOutProject(root, { 'config/config_v0_3.json': newConfig(), 'config/tos.json': newTos(wishes) }))
  } catch (error) {
    if (!(error instanceof Failed) && !isSystemError(error)) throw error
    const failure = error instanceof Failed ? error.failure : refusedBySystem(root, error, 'write')
    const cause = error instanceof Failed ? error.cause : error
    return fail(cause === undefined ? failure : { ...failure, remedy: `${remedyOf(cause, 'write')}, then 'tos init'` })
  }
}

export const init: Command = {
  async run(invocation, terminal) {
    const root = resolve(terminal.folder, invocation.operands[0] ?? text(invocation, 'root') ?? '.')
    const unfit = noPlace(root)
    if (unfit) return report(unfit, terminal)
    const wishes = await wished(invocation, terminal)
    if (!wishes.ok) return report(wishes.failure, terminal)
    const made = initProject(root, wishes.value)
    if (!made.ok) return report(made.failure, terminal)
    terminal.out(made.value.map((name) => `made ${printableLine(join(root, name))}\n`).join(''))
    const next = `next: ${keysOf(wishes.value.presets)}'tos doctor --online', then 'tos cleanrun --loop'\n`
    terminal.out(asTyped(next, terminal.environment))
    // Without a repository nothing can be put back; the project is made all the same.
    const offered = await offerRepository(
      { root, environment: terminal.environment },
      terminal,
      flag(invocation, 'git') || null,
    )
    if (!offered.ok) terminal.error(`tos: nothing can be put back: ${describeFailure(offered.failure)}\n`)
    return exitCodes.well
  },
}

/** Why no project can be made there. */
function noPlace(root: string): Failure | null {
  if (root.split(sep).includes('.git'))
    return misconfigured("this is a folder of git's own", root, "name one of yours: 'tos init DIR'")
  const existing = configNames.map((name) => join(root, name)).find((path) => existsSync(path))
  return existing === undefined ? null : misconfigured('this is a project already', existing, "see 'tos doctor'")
}

async function wished(invocation: Invocation, terminal: Terminal): Promise<Result<ProjectWishes>> {
  if (!terminal.isTty || flag(invocation, 'yes')) return wishesFrom(toldBy(invocation), null)
  const asker = openAsker()
  try {
    return await wishesFrom(toldBy(invocation), (question, wrong) => {
      if (wrong !== '') terminal.error(`tos: ${wrong}\n`)
      return asker.ask(question)
    })
  } finally {
    asker.close()
  }
}

function toldBy(invocation: Invocation): Partial<Record<keyof ProjectWishes, string>> {
  const options = { presets: 'models', packs: 'packs', network: 'network', done: 'done' }
  return Object.fromEntries(
    Object.entries(options).flatMap(([wish, option]) => {
      const value = text(invocation, option)
      return value === null ? [] : [[wish, value]]
    }),
  )
}

/** Which keys are wanted, and where they may stand. */
function keysOf(presets: readonly ProviderName[]): string {
  const rows = (presets.length > 0 ? presets : (['openai', 'anthropic'] as const)).map(providerRow)
  const names = rows.flatMap((row) => (row?.key && !row.isKeyOptional ? [row.key] : []))
  return names.length === 0 ? '' : `set ${[...new Set(names)].join(' and ')} (or write config/.env), then `
}
