// The policy's own corpora, checked while they are read.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { repository } from './repository.ts'

const packs = [
  'tos-default',
  'no-network',
  'no-delete-outside',
  'read-only',
  'no-priv-change',
  'git-protected',
  'no-secret-read',
  'guarded',
  'strict',
] as const

const rowSchema = z.strictObject({
  id: z.string().regex(/^[why]-[a-z]+-[a-z]+-\d{2,3}$/),
  code: z.string().min(1),
  pack: z.enum(packs),
  expect: z.enum(['allow', 'ask', 'deny', 'deny|ask']),
  why: z.string().min(3).max(80),
})

/** A command, the pack that judges it alone, and the verdicts that are right (`deny|ask`: either). */
export type PolicyRow = Readonly<z.infer<typeof rowSchema>>

export const corpora = ['bypass', 'harmless', 'dynamic'] as const

/** The rows of `test/fixtures/policy/NAME.jsonl`. Throws at the first row that is not well-formed. */
export function policyRows(name: (typeof corpora)[number]): readonly PolicyRow[] {
  const text = readFileSync(join(repository, `test/fixtures/policy/${name}.jsonl`), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)))
}
