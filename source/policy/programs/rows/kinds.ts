// Kinds of rows that many programs share.
import { alike } from '../../among.ts'
import { type Found, readOrFetch } from '../../grammar/analysis.ts'
import type { Read } from '../../grammar/reader.ts'
import { inRole } from '../../grammar/roles.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { cut, knownStart, show, textValue, type Value } from '../../model/value.ts'

/** It fetches what it runs. */
export const fetches = { always: ['network'], runs: 'files' } as const satisfies Verb

/** What it runs stands in the project's files or in a package: settings that are code, plugins, scripts. */
export const ofFiles = (about: string, more: Partial<Row> = {}): Row => ({
  about,
  runs: 'files',
  ...more,
})

/** `@file` among its operands: more words of it stand in that file. */
export const argued = ({ operands }: Read): Found =>
  operands.flatMap((word) => (knownStart(word).startsWith('@') ? [inRole('listed', cut(word, 1))] : []))

/** Files that a document takes in. */
export const included = (document: Value): Found =>
  show(document)
    .split('\n')
    .flatMap((line) => {
      const [, path] = taken.exec(line) ?? []
      return path === undefined ? [] : readOrFetch(textValue(path))
    })
const taken =
  /^\s*(?:\.\. (?:literal)?include::|:(?:file|url):|include::|%include|\.?incbin|\.(?:include|m?so))\s*["']?([^"'[\s]+)/i

/** Many of one kind. */
export const named = (names: string, about: string): Record<string, Row> => alike(names, ofFiles(about))

// Managers of packages and environments.

/** Verbs that look, with what they may be told beside; every other option may write or reach out. */
export const looks = (verbs: string, options = ''): Record<string, Verb> => alike(verbs, { operands: 'data', options })

/** Verbs that fetch what they run. */
export const fetch = (verbs: string): Record<string, Verb> => alike(verbs, fetches)

/** A verb with verbs of its own. */
export const further = (verbs: Readonly<Record<string, Verb>>): Verb => ({ runs: 'files', operands: 'data', verbs })

/** Of packages or environments: verbs that only look, verbs that fetch, and the rest runs what files of a project say. */
export const manager = (about: string, verbs: Readonly<Record<string, Verb>>, more: Partial<Row> = {}): Row => ({
  ...ofFiles(about),
  operands: 'data',
  // Without a verb they say how they are called.
  tells: '-v -V -h -version',
  verbs,
  ...more,
})
