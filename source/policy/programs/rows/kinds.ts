// Kinds of rows that many programs share.
import type { Row, Verb } from '../../grammar/row.ts'

/** It fetches what it runs. */
export const fetches = { always: ['network'], runs: 'files' } as const satisfies Verb

/** What it runs stands in the project's files or in a package: settings that are code, plugins, scripts. */
export const ofFiles = (about: string, ask: readonly string[], more: Partial<Row> = {}): Row => ({
  about,
  runs: 'files',
  ...more,
  examples: { allow: [`${ask[0]?.split(' ')[0] ?? ''} --version`], ask, ...more.examples },
})

/** Many of one kind. */
export const named = (names: string, about: string): Record<string, Row> =>
  Object.fromEntries(names.split(' ').map((name) => [name, ofFiles(about, [`${name} x`, name])]))

/** A row whose examples are calls without the program's name; without `ask` the first is asked with an option that nobody knows. */
export interface Plain extends Verb {
  readonly about: string
  /** Goes through. */
  readonly example?: string | readonly string[]
  readonly ask?: readonly string[]
  readonly deny?: readonly string[]
}

function rowOf(name: string, given: Plain | Row): Row {
  if ('examples' in given) return given
  const { example = 'a.txt', ask, deny, ...row } = given
  const calls = (rest: readonly string[]) => rest.map((each) => `${name} ${each}`.trim())
  const allow = typeof example === 'string' ? [example] : example
  return {
    ...row,
    examples: {
      allow: calls(allow),
      ask: calls(ask ?? [`--no-such-9 ${allow[0] ?? ''}`]),
      ...(deny && { deny: calls(deny) }),
    },
  }
}

export const rowsOf = (list: Readonly<Record<string, Plain | Row>>): Record<string, Row> =>
  Object.fromEntries(Object.entries(list).map(([name, given]) => [name, rowOf(name, given)]))
