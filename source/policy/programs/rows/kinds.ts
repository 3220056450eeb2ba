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

/** A row with one example, which with an option that nobody knows is asked. */
export interface Looks extends Verb {
  readonly about: string
  /** A call that goes through, without the program's name. */
  readonly example?: string
  readonly deny?: readonly string[]
}

const rowOf = ([name, { example = 'a.txt', deny, ...row }]: [string, Looks]): [string, Row] => [
  name,
  {
    ...row,
    examples: {
      allow: [`${name} ${example}`.trim()],
      ask: [`${name} --no-such-9 ${example}`.trim()],
      ...(deny && { deny: deny.map((rest) => `${name} ${rest}`) }),
    },
  },
]

export const rowsOf = (list: Readonly<Record<string, Looks>>): Record<string, Row> =>
  Object.fromEntries(Object.entries(list).map(rowOf))
