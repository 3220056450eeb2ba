// --raise LIMIT=VALUE, and the command of the same name: an operator lets a loop go on beyond a limit.
import { isRaise } from '../core/raised.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { raisableNames, type RaisableName } from '../core/settings.ts'
import { userName } from '../files/lock.ts'
import { askRunner } from '../library/send.ts'
import { usageFailure } from './arguments.ts'
import { report, type Command } from './command.ts'
import { openProject } from './project.ts'

export type Raise = Partial<Record<RaisableName, number>>

/** Reads `max_cost_usd=10`. */
export function parseRaise(texts: readonly string[]): Result<Raise> {
  const raise: Raise = {}
  for (const text of texts) {
    const [name, value = ''] = text.split('=')
    const limit = raisableNames.find((known) => known === name)
    const number = value.trim() === '' ? Number.NaN : Number(value)
    if (!limit || value.trim() === '' || !isRaise(limit, number))
      return fail(
        usageFailure(`'${text}' is no limit to raise`, `write LIMIT=VALUE with one of ${raisableNames.join(', ')}`),
      )
    raise[limit] = number
  }
  return succeed(raise)
}

export const raise: Command = {
  async run(invocation, terminal) {
    const parsed = parseRaise(invocation.operands)
    if (!parsed.ok) return report(parsed.failure, terminal)
    const limit = raisableNames.find((name) => parsed.value[name] !== undefined)
    const value = limit && parsed.value[limit]
    if (!limit || value === undefined) {
      const failure = usageFailure('no limit is named', "write for example 'tos raise max_cost_usd=10'")
      return report(failure, terminal)
    }
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const by = userName()
    const remedy = `go on with 'tos resume --raise ${limit}=${value}'`
    const asked = await askRunner(opened.value.layout, { kind: 'raise', by, limit, value }, remedy)
    if (!asked.ok) return report(asked.failure, terminal)
    terminal.error(`tos: asked pid ${asked.value.pid} to raise ${limit} to ${value}\n`)
    return exitCodes.well
  },
}
