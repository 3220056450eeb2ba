// Words of fleet that speak to the database: schedules, and what attempts left on this host.
import { exitCodes, type Failure } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { readFleetSettings } from '../files/fleet-file.ts'
import type { Engine } from '../fleet/engine.ts'
import type { Schedule } from '../fleet/schedule.ts'
import { usageFailure } from './arguments.ts'
import { report, type Terminal } from './command.ts'

export interface Call {
  readonly engine: Engine
  readonly operands: readonly string[]
  readonly isJson: boolean
  readonly terminal: Terminal
}

export const noDatabase: Failure = {
  what: 'this machine is in no fleet: its queue is a folder',
  remedy: "name the database as 'url' in fleet.json, or in TOS_FLEET_URL; docs/fleet.md says how",
  exitCode: exitCodes.usage,
}

/** Of somebody's writing, for a message. */
export const shortName = (text: string): string => printableLine(text.slice(0, 60))

export const unknownLoop = (name = ''): Failure =>
  usageFailure(name === '' ? 'no loop is named' : `no loop '${shortName(name)}' was submitted`, "see 'tos fleet list'")

export const scheduleLine = ({ name, project, cron, zone, next, last, lastLoop, missed, by }: Schedule): string =>
  printableLine(
    `${name}  ${project}  ${cron}  ${zone}  next ${next}${last === null ? '' : `  last ${last} ${lastLoop ?? 'made none'}`}  missed ${missed}  by ${by}`,
  )

/** Without an operand: all of them. `NAME none` takes one away. */
export async function schedule({ engine: { travel }, operands, isJson, terminal }: Call): Promise<number> {
  if (travel === null) return report(noDatabase, terminal)
  const [name, word] = operands
  if (name !== undefined) {
    if (word !== 'none')
      return report(
        usageFailure(
          word === undefined ? 'a schedule is only taken away' : `'${shortName(word)}' is not known here`,
          `write 'tos fleet schedule ${shortName(name)} none'`,
        ),
        terminal,
      )
    if (!(await travel.unschedule(name)))
      return report(usageFailure(`no schedule '${shortName(name)}'`, "see 'tos fleet schedule'"), terminal)
  }
  const rows = await travel.schedules()
  if (isJson) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
  else if (rows.length === 0) terminal.out("nothing is scheduled; 'tos submit --every CRON' in a project does\n")
  for (const each of isJson ? [] : rows) terminal.out(`${scheduleLine(each)}\n`)
  return exitCodes.well
}

/** Without an operand: what lies on this host. `NAME [DIR]` copies the last attempt out. */
export async function salvage({ engine, operands, isJson, terminal }: Call): Promise<number> {
  const { travel } = engine
  if (travel === null) return report(noDatabase, terminal)
  const settings = readFleetSettings(terminal.environment)
  if (!settings.ok) return report(settings.failure, terminal)
  const { root } = settings.value
  const { attemptsIn, salvage: bring } = await import('../fleet/salvage.ts')
  const [name, to = `${name}-salvaged`] = operands
  if (name === undefined) {
    const rows = attemptsIn(root)
    if (isJson) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
    else if (rows.length === 0) terminal.out('no attempt left anything on this host\n')
    for (const each of isJson ? [] : rows)
      terminal.out(printableLine(`${each.name}  attempt ${each.attempt}  ${each.at}  ${each.folder}`) + '\n')
    return exitCodes.well
  }
  const loop = (await engine.list()).find((each) => each.name === name)
  if (!loop?.origin) return report(unknownLoop(name), terminal)
  const brought = await bring(loop, to, { root, travel, folder: terminal.folder })
  if (!brought.ok) return report(brought.failure, terminal)
  const { path, attempt, lines, ahead, leftOut } = brought.value
  terminal.out(isJson ? `${JSON.stringify(brought.value, null, 2)}\n` : `${printableLine(path)}\n`)
  const journal =
    lines === null
      ? 'its settings do not tell where its journal is'
      : `${lines} lines in its journal, ${ahead} of them not on record`
  terminal.error(`tos: attempt ${attempt}, ${journal}\n`)
  for (const each of leftOut) terminal.error(`${printableLine(`tos: left out: ${each.path} (${each.why})`)}\n`)
  return exitCodes.well
}
