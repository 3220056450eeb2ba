// Kinds of rows that many programs share.
import { alike } from '../../among.ts'
import type { Row, Verb } from '../../grammar/row.ts'

/** It fetches what it runs. */
export const fetches = { always: ['network'], runs: 'files' } as const satisfies Verb

/** What it runs stands in the project's files or in a package: settings that are code, plugins, scripts. */
export const ofFiles = (about: string, ask: readonly string[], more: Partial<Row> = {}): Row => ({
  about,
  runs: 'files',
  ask,
  ...more,
})

/** Many of one kind. */
export const named = (names: string, about: string): Record<string, Row> => alike(names, ofFiles(about, ['x', '']))
