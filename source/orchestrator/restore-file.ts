// Reads logs/restore.json: data from whoever wrote it, checked before anything is done on its word.
import * as z from 'zod'
import { isSafeName } from '../checkpoints/names.ts'
import { fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import { readJsonFile } from '../files/json-file.ts'
import type { RestoreFile } from './restore.ts'

const maxBytes = 16 * 1024 * 1024
const text = z.string()
const hash = z.string().regex(/^[0-9a-f]{40,64}$/)
const saved = z.string().regex(/^[a-z]-\d{3,}$/)
const name = text.refine(isSafeName)
const number = z.int().nullable()

const schema: z.ZodType<RestoreFile> = z.object({
  v: z.literal(1),
  kind: z.enum(['rollback', 'undo']),
  by: text,
  saved,
  goal: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('commit'), commit: hash, text }),
    z.object({ kind: z.literal('snapshot'), id: saved, text, isUndo: z.boolean() }),
    z.object({ kind: z.literal('files'), id: saved, text, names: z.array(name).min(1) }),
  ]),
  scope: z.enum(['all', 'files']),
  marker: text,
  stores: text.optional(),
  savedObject: hash.optional(),
  branch: text.nullable(),
  refs: z.record(z.string(), hash),
  place: z.object({ loop: text.nullable(), job: number, step: number }),
})

export function readRestoreFile(path: string): Result<RestoreFile> {
  const read = readJsonFile(path, { maxBytes })
  if (!read.ok) return read
  const parsed = schema.safeParse(read.value.value)
  if (parsed.success) return succeed(parsed.data)
  const [issue] = parsed.error.issues
  const keys = issue?.path ?? []
  return fail(misconfigured(`'${keys.join('.')}' is damaged`, read.value.place(keys), 'remove it'))
}
