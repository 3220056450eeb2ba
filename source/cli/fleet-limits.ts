// fleet limits: what a team or project may run and spend, looked at and set.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import type { Bounds, Limit } from '../fleet/engine.ts'
import { usageFailure } from './arguments.ts'
import { report } from './command.ts'
import { noDatabase, shortName, type Call } from './fleet-verbs.ts'

/** As they are written: `running=3`, or `none`. */
const words = { running: 'maxRunning', usd_per_day: 'usdPerDay', requests_per_min: 'requestsPerMin' } as const
type Word = keyof typeof words
const isWord = (name: string): name is Word => Object.hasOwn(words, name)

const unbounded = { maxRunning: null, usdPerDay: null, requestsPerMin: null }

/** Without an operand: what is set. `TEAM` or `project:NAME` with limits sets those and leaves the others. */
export async function limits({ engine: { travel }, operands, isJson, terminal }: Call): Promise<number> {
  if (travel === null) return report(noDatabase, terminal)
  const [who, ...given] = operands
  if (who !== undefined) {
    const [team, project] = who.startsWith('project:') ? ['', who.slice('project:'.length)] : [who, '']
    if (!isName(team === '' ? project : team))
      return report(
        usageFailure('that names no team and no project', "write 'tos fleet limits TEAM …' or 'project:NAME'"),
        terminal,
      )
    const before = (await travel.limits()).find((each) => each.team === team && each.project === project)
    const bounds = parseBounds({ ...unbounded, ...before, team, project }, given)
    if (!bounds.ok) return report(bounds.failure, terminal)
    await travel.limit(bounds.value)
  }
  const rows = await travel.limits()
  if (isJson) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
  else if (rows.length === 0) terminal.out('nobody has a limit\n')
  for (const row of isJson ? [] : rows) terminal.out(`${limitLine(row)}\n`)
  return exitCodes.well
}

/** As long as a submission's may be, and nothing that steers a terminal. */
export const isName = (text: string): boolean => text.length > 0 && text.length <= 200 && printableLine(text) === text

function limitLine({ team, project, maxRunning, usdPerDay, requestsPerMin, spentToday }: Limit): string {
  const facts = [
    ...(maxRunning === null ? [] : [`${maxRunning} loops at a time`]),
    ...(usdPerDay === null ? [] : [`$${spentToday.toFixed(2)} of $${usdPerDay.toFixed(2)} today (UTC)`]),
    ...(requestsPerMin === null ? [] : [`${requestsPerMin} requests a minute`]),
  ]
  return printableLine(`${team === '' ? `project:${project}` : team}  ${facts.join(', ')}`)
}

function parseBounds(before: Bounds, given: readonly string[]): Result<Bounds> {
  const bounds = { ...before }
  const wrong = (text: string) =>
    fail(
      usageFailure(
        text === '' ? 'no limit is named' : `'${shortName(text)}' is no limit`,
        "write 'tos fleet limits TEAM running=3 usd_per_day=20 requests_per_min=60', each a number or none",
      ),
    )
  if (given.length === 0) return wrong('')
  for (const text of given) {
    const [name = '', value = ''] = text.includes('=') ? text.split('=') : ['running', text]
    if (!isWord(name)) return wrong(text)
    const isFraction = name === 'usd_per_day'
    const least = name === 'requests_per_min' ? 1 : 0
    if (value !== 'none' && !(isFraction ? /^\d{1,6}(?:\.\d{1,4})?$/ : /^\d{1,6}$/).test(value)) return wrong(text)
    if (value !== 'none' && Number(value) < least) return wrong(text)
    bounds[words[name]] = value === 'none' ? null : Number(value)
  }
  return succeed(bounds)
}
