// The policy's own corpora, checked while they are read.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { packNames } from '../../source/core/policy-settings.ts'
import { repository } from './repository.ts'

const verdictSchema = z.enum(['allow', 'ask', 'deny', 'deny|ask'])

const rowSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[A-Za-z0-9]*)*-\d{2,3}$/),
  type: z.enum(['bash', 'powershell']).default('bash'),
  code: z.string().min(1),
  pack: z.enum(packNames),
  expect: verdictSchema,
  why: z.string().min(3).max(200),
})

/** A command, the pack that judges it alone, and the verdicts that are right (`deny|ask`: either). */
export type PolicyRow = Readonly<z.infer<typeof rowSchema>>

export const corpora = [
  'bypass',
  'harmless',
  'dynamic',
  'bypass2',
  'harmless2',
  'bypass3',
  'bypass4',
  'bypass5',
  'bypass6',
  'harmless3',
  'harmless4',
  'harmless5',
  'harmless6',
  'dynamic3',
] as const

const linesOf = (name: string): unknown[] =>
  readFileSync(join(repository, `test/fixtures/policy/${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))

/** The rows of `test/fixtures/policy/NAME.jsonl`. Throws at the first row that is not well-formed. */
export const policyRows = (name: (typeof corpora)[number]): readonly PolicyRow[] =>
  linesOf(name).map((line) => rowSchema.parse(line))

const powershellSchema = z.strictObject({
  code: z.string().min(1),
  type: z.literal('powershell'),
  expect: z.partialRecord(z.enum(packNames), verdictSchema),
  /** Daily work. */
  harmless: z.literal(true).optional(),
})

/** A command of PowerShell, and the verdicts of each pack that judges it alone. */
export function powershellRows(): readonly Readonly<z.infer<typeof powershellSchema>>[] {
  return linesOf('powershell').map((line) => powershellSchema.parse(line))
}
