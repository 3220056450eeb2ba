// What a code is found to do, as short texts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeCode } from '../../../../source/policy/readers/code/judge.ts'
import type { LanguageName } from '../../../../source/policy/readers/code/languages.ts'
import { show } from '../../../../source/policy/model/value.ts'

/** `read a.txt`, `secret`, `unknown`: in the order found, `inline-code` left out. */
export const deedsOf = (language: LanguageName, code: string): string[] =>
  judgeCode(language, code)
    .actions.filter(({ kind }) => kind !== 'inline-code')
    .map(({ kind, path }) => (path === undefined ? kind : `${kind} ${show(path)}`))

const isAsked = (language: LanguageName, code: string): boolean => deedsOf(language, code).includes('unknown')

/** Every code is not understood. */
export function neverUnderstood(title: string, language: LanguageName, codes: readonly string[]): void {
  test(title, () => {
    assert.deepEqual(
      codes.filter((code) => !isAsked(language, code)),
      [],
    )
  })
}

/** No code is asked about, and none does more than read. */
export function harmless(title: string, language: LanguageName, codes: readonly string[]): void {
  test(title, () => {
    const wrong = codes.map((code) => [code, deedsOf(language, code).filter((deed) => !deed.startsWith('read '))])
    assert.deepEqual(
      wrong.filter(([, deeds]) => deeds?.length !== 0),
      [],
    )
  })
}

/** Codes and what they do. */
export function does(title: string, language: LanguageName, rows: readonly (readonly [string, ...string[]])[]): void {
  test(title, () => {
    assert.deepEqual(
      rows.map(([code]) => [code, ...deedsOf(language, code)]),
      rows,
    )
  })
}
