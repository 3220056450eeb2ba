// fleet role: who may do what in the database, looked at and set.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { printableLine } from '../core/printable.ts'
import { roleNames, type Person, type RoleName } from '../fleet/engine.ts'
import { usageFailure } from './arguments.ts'
import { report } from './command.ts'
import { isName } from './fleet-limits.ts'
import { noDatabase, shortName, type Call } from './fleet-verbs.ts'

/** Without an operand: everybody. `NAME` with roles: exactly those from now on; with teams: exactly those; what is not named stays. */
export async function role({ engine: { travel }, operands, isJson, terminal }: Call): Promise<number> {
  if (travel === null) return report(noDatabase, terminal)
  const [name, ...words] = operands
  if (name !== undefined) {
    const before = (await travel.people()).find((each) => each.name === name)
    const wanted = parsePerson(before ?? { name, roles: [], teams: [] }, words)
    if (!wanted.ok) return report(wanted.failure, terminal)
    const set = await travel.person(wanted.value)
    if (!set.ok) return report(set.failure, terminal)
  }
  const people = await travel.people()
  if (isJson) terminal.out(`${JSON.stringify(people, null, 2)}\n`)
  else if (people.length === 0) terminal.out("nobody has a role; 'tos fleet role NAME submit answer' gives some\n")
  for (const each of isJson ? [] : people) terminal.out(`${personLine(each)}\n`)
  return exitCodes.well
}

const personLine = ({ name, roles, teams }: Person): string =>
  printableLine(`${name}  ${roles.join(', ') || 'none'}  ${teams.length > 0 ? `of ${teams.join(', ')}` : 'all teams'}`)

const isRole = (word: string): word is RoleName => roleNames.some((each) => each === word)

function parsePerson({ name, roles: had, teams: bound }: Person, words: readonly string[]): Result<Person> {
  const roles: RoleName[] = []
  const named: string[] = []
  for (const word of words) {
    const team = /^team=(.+)$/.exec(word)?.[1]
    if (team !== undefined && isName(team)) named.push(team)
    else if (isRole(word)) roles.push(word)
    else if (word !== 'none') return fail(unknownRole(word))
  }
  if (words.length === 0 || (words.includes('none') && roles.length > 0)) return fail(unknownRole(words.join(' ')))
  const teams = named.length === 0 ? bound : named.filter((team) => team !== 'all')
  const isOfTeams = roles.length === 0 && !words.includes('none')
  return succeed({ name, roles: isOfTeams ? had : roles, teams })
}

function unknownRole(word: string) {
  const near = nearestWord(word, [...roleNames, 'none'])
  return usageFailure(
    word === '' ? 'no role is named' : `'${shortName(word)}' is no role`,
    `${near === null ? '' : `did you mean '${near}'? `}write some of ${roleNames.join(', ')}, or none; and team=NAME, or team=all`,
  )
}
