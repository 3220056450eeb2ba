// Examples of calls of the programs that are described: the tests judge them, and people are shown them.
import file from '../../../config/program-examples.json' with { type: 'json' }
import { byNames, names } from '../among.ts'
import type { Row, Verb } from '../grammar/row.ts'

/** As `guarded` judges them without a sandbox: what goes through, what is doubted, what is stopped. */
export interface Examples {
  readonly allow: readonly string[]
  readonly ask: readonly string[]
  readonly deny: readonly string[]
}

const told = byNames<Partial<Examples>>(file)

/** Whole calls: those that stand in the table, and what follows from the roles of its row. */
export function examplesOf(name: string, row: Row): Examples {
  const own = told.get(name) ?? {}
  const allow = own.allow ?? [through(row)]
  const deny = [...new Set([...stoppedOf(row), ...(own.deny ?? [])])]
  const ask = own.ask ?? doubted(row, allow[0] ?? '', deny.length > 0)
  return calls(name, { allow, ask, deny })
}

/** Of Windows every one has help, and options that are written in ways of their own. */
export const windowsExamples = (name: string): Examples =>
  calls(`${name}.exe`, { allow: ['/?'], ask: [], deny: [], ...told.get(`${name}.exe`) })

function calls(name: string, { allow, ask, deny }: Examples): Examples {
  const whole = (list: readonly string[]): string[] => list.map((each) => `${name} ${each}`.trim())
  return { allow: whole(allow), ask: whole(ask), deny: whole(deny) }
}

/** A reader without options gets the words as they stand. */
const ofWords = ({ options, read }: Row): boolean => options === undefined && read !== undefined

const fillers = (row: Row): string => 'a '.repeat(row.skip ?? 0)

function through(row: Row): string {
  if ((row.always ?? row.runs) !== undefined || ofWords(row)) return '--version'
  return row.command === undefined ? 'a.txt' : `${fillers(row)}ls`
}

/** What stands in files or happens elsewhere, a program that is not known, an option that is not. */
function doubted(row: Row, allowed: string, isStopped: boolean): string[] {
  const { isTame, said, always, runs, command } = row
  if (isDenied(row)) return []
  if (always !== undefined || runs !== undefined) return ['x']
  if (command !== undefined) return [`${fillers(row)}./x`]
  const doubtsNone = isTame === true || said !== undefined || ofWords(row)
  return doubtsNone && (isStopped || isTame === true) ? [] : [`--no-such-9 ${allowed}`]
}

/** By what it always does. */
const isDenied = ({ always = [] }: Row): boolean => always.some((kind) => !asked.test(kind))
const asked = /^(?:network|power|service|detach|unknown|registry)$/

/** For each thing that its roles do, reading, writing and running, the first word that is stopped for it. */
function stoppedOf(row: Row): readonly string[] {
  const places = placesOf(row)
  const byRoles = stops.flatMap(([roles, word]) => {
    const place = places.find(([role]) => roles.test(role))
    return place ? [`${place[1]}${word}`] : []
  })
  return isDenied(row) ? [...byRoles, `${fillers(row)}ls`] : byRoles
}

const stops: readonly (readonly [roles: RegExp, word: string])[] = [
  [/^(?:(?:modify|overwrite|truncate|delete|move)(?:Tree)?|edit|sink)$/, '/srv/app/a'],
  [/^(?:read(?:Tree)?|fetched|argued|page)$/, '~/.ssh/id_rsa'],
  [/^code$/, "'rm ~/diary.md'"],
  [/^runs$/, 'rm ~/diary.md'],
]

/** Roles, and what stands before a word in each of them. */
function placesOf({ options = '', first, second, operands, command, skip = 0, verbs = {} }: Verb): [string, string][] {
  const given = names(options).map((word): [string, string] => {
    const [, list = '', mark = '', role = ''] = /^([^:?#]*)([:?#]?)([^]*)$/.exec(word) ?? []
    const name = list.split('/')[0] ?? ''
    return [role, `${name}${mark === ':' ? ' ' : name.startsWith('--') ? '=' : ''}`]
  })
  const before = `${first === undefined ? '' : 'a '}${second === undefined ? '' : 'a '}`
  return [
    ...given,
    [first ?? '', ''],
    [second ?? '', 'a '],
    [operands ?? '', before],
    [command === undefined ? '' : 'runs', 'a '.repeat(skip)],
    ...Object.entries(verbs).flatMap(([word, verb]) =>
      placesOf(verb).map(([role, between]): [string, string] => [role, `${word} ${between}`]),
    ),
  ]
}
