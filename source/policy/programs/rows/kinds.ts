// Kinds of rows that many programs share.
import type { Row, Verb } from '../row.ts'

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
