// Kinds of rows that many programs share.
import { alike } from '../../among.ts'
import type { Found } from '../../grammar/analysis.ts'
import type { Read } from '../../grammar/reader.ts'
import { inRole } from '../../grammar/roles.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { cut, knownStart } from '../../model/value.ts'

/** It fetches what it runs. */
export const fetches = { always: ['network'], runs: 'files' } as const satisfies Verb

/** What it runs stands in the project's files or in a package: settings that are code, plugins, scripts. */
export const ofFiles = (about: string, ask: readonly string[], more: Partial<Row> = {}): Row => ({
  about,
  runs: 'files',
  ask,
  ...more,
})

/** `@file` among its operands: more words of it stand in that file. */
export const argued = ({ operands }: Read): Found =>
  operands.flatMap((word) => (knownStart(word).startsWith('@') ? [inRole('listed', cut(word, 1))] : []))

/** Many of one kind. */
export const named = (names: string, about: string): Record<string, Row> => alike(names, ofFiles(about, ['x', '']))
