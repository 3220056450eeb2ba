// init: a new project in an existing or new folder. Nothing that is there is changed.
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isSystemError, refusedBySystem, remedyOf } from '../core/errno.ts'
import { describeFailure, exitCodes, fail, Failed, misconfigured, succeed, type Result } from '../core/failure.ts'
import { configNames } from '../files/project-root.ts'
import { nearestWord } from '../core/nearest.ts'
import { isProviderName, providerNames, providerRow, type ProviderName } from '../core/providers.ts'
import { usageFailure } from './arguments.ts'
import { report, text, type Command } from './command.ts'
import { offerRepository } from './offer-repository.ts'
import { layOutProject, newConfig, newTos } from './new-project.ts'

/** The paths that were made, relative to `root`. */
export function initProject(root: string, presets: readonly ProviderName[] = []): Result<string[]> {
  const existing = configNames.map((name) => join(root, name)).find((path) => existsSync(path))
  if (existing) return fail(misconfigured('this is a project already', existing, "see 'tos doctor'"))
  try {
    mkdirSync(root, { recursive: true })
    return succeed(layOutProject(root, { 'config/config_v0_3.json': newConfig(), 'config/tos.json': newTos(presets) }))
  } catch (error) {
    if (!(error instanceof Failed) && !isSystemError(error)) throw error
    const failure = error instanceof Failed ? error.failure : refusedBySystem(root, error, 'write')
    const cause = error instanceof Failed ? error.cause : error
    return fail(cause === undefined ? failure : { ...failure, remedy: `${remedyOf(cause, 'write')}, then 'tos init'` })
  }
}

export const init: Command = {
  async run(invocation, terminal) {
    const root = resolve(terminal.folder, invocation.operands[0] ?? '.')
    const presets = presetsOf(text(invocation, 'models'))
    if (!presets.ok) return report(presets.failure, terminal)
    const made = initProject(root, presets.value)
    if (!made.ok) return report(made.failure, terminal)
    terminal.out(made.value.map((name) => `made ${join(root, name)}\n`).join(''))
    terminal.out(`next: ${keysOf(presets.value)}'tos doctor --online', then 'tos cleanrun --loop'\n`)
    // Without a repository nothing can be put back; the project is made all the same.
    const offered = await offerRepository({ root, environment: terminal.environment }, terminal)
    if (!offered.ok) terminal.error(`tos: nothing can be put back: ${describeFailure(offered.failure)}\n`)
    return exitCodes.well
  },
}

function presetsOf(given: string | null): Result<ProviderName[]> {
  const names = given === null ? [] : given.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !isProviderName(name))
  if (unknown !== undefined) {
    const near = nearestWord(unknown, providerNames)
    const remedy = near ? `did you mean '${near}'?` : `choose of ${providerNames.join(', ')}`
    return fail(usageFailure(`unknown preset '${unknown}'`, remedy))
  }
  if (names.length > 2) return fail(usageFailure('more than two presets', 'name one, or one and a reviewer'))
  return succeed(names.filter(isProviderName))
}

/** Which keys are wanted, and where they may stand. */
function keysOf(presets: readonly ProviderName[]): string {
  const rows = (presets.length > 0 ? presets : (['openai', 'anthropic'] as const)).map(providerRow)
  const names = rows.flatMap((row) => (row?.key && !row.isKeyOptional ? [row.key] : []))
  return names.length === 0 ? '' : `set ${[...new Set(names)].join(' and ')} (or write config/.env), then `
}
