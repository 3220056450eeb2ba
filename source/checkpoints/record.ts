// What a snapshot says of itself: JSON in the message of its commit, so that the repository alone is enough to use it.
import * as z from 'zod'
import type { Git } from './git.ts'
import { splitZero } from './names.ts'

/** Names are bytes, one per character. */
const name = z.string()
const place = { job: z.int().nullable(), step: z.int().nullable() }

const savedIndex = z.object({
  /** Object with the bytes of the index file; null when there was no index. */
  blob: z.string().nullable(),
  mtimeMs: z.number(),
  /** The file a split index builds on. */
  shared: z.object({ name: z.string(), blob: z.string() }).nullable(),
})
export type SavedIndex = z.infer<typeof savedIndex>

const recordSchema = z.object({
  v: z.literal(1),
  id: z.string(),
  kind: z.enum(['step', 'rollback', 'undo', 'found', 'checkpoint']),
  at: z.string(),
  ...place,
  loop: z.string().nullable(),
  /** Of a checkpoint: what the operator called it, and the commit; of the others what they precede. */
  name: z.string(),
  commit: z.string().nullable(),
  branch: z.string().nullable(),
  /** Of the working tree, as it lay on disk. */
  tree: z.string(),
  files: z.int(),
  bytes: z.number(),
  emptyFolders: z.array(name),
  nested: z.array(name),
  leftOut: z.array(z.object({ path: name, why: z.string() })),
  /** Permission bits that are not the usual ones; folders end with a slash. */
  modes: z.record(z.string(), z.int()),
  /** What undo puts back besides files; null when files are all that was touched. */
  whole: z
    .object({
      index: savedIndex,
      /** ORIG_HEAD; null when there was none. */
      origHead: z.string().nullable(),
      /** Remote-tracking refs and tags that were moved with it; null: there was, or is, none. */
      moved: z.record(z.string(), z.object({ before: z.string().nullable(), after: z.string().nullable() })),
    })
    .nullable(),
  /** What the restoring that follows goes to. */
  target: z.string().nullable(),
})
export type SnapshotRecord = z.infer<typeof recordSchema>

/** A record and the commit that holds it. */
export interface Saved extends SnapshotRecord {
  readonly object: string
  readonly isPinned: boolean
}

const what = ({ kind, job, step, name: named, target }: SnapshotRecord): string => {
  const where = job === null ? '' : ` (job ${job}${step === null ? '' : ` step ${step}`})`
  return {
    step: `before the step${where}`,
    rollback: `before the rollback to ${target ?? ''}`,
    undo: `before the undo of ${target ?? ''}`,
    found: `found in the middle of ${target ?? ''}`,
    checkpoint: `checkpoint ${named}`,
  }[kind]
}

export const messageOf = (record: SnapshotRecord): string =>
  `tos ${record.id}: ${what(record).replaceAll(/\s+/g, ' ').slice(0, 100)}\n\n${JSON.stringify(record)}\n`

function parseRecord(message: string): SnapshotRecord | null {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(message.slice(message.indexOf('\n\n') + 2)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

const pins = 'pinned/'

/** All of one project, oldest first. What is no record is passed over: anybody may make refs. */
export async function listSaved(git: Git, refs: string): Promise<Saved[]> {
  const format = '%(refname)%00%(objectname)%00%(contents:size)%00%(contents)%00'
  const listed = await git.bytes(['for-each-ref', `--format=${format}`, refs])
  const parts = splitZero(listed)
  const rows: { ref: string; object: string; message: string }[] = []
  for (let i = 0; i + 3 < parts.length; i += 4) {
    const ref = (parts[i] ?? '').replace(/^\n/, '').slice(refs.length)
    rows.push({ ref, object: parts[i + 1] ?? '', message: Buffer.from(parts[i + 3] ?? '', 'latin1').toString('utf8') })
  }
  const pinned = new Set(rows.flatMap(({ ref }) => (ref.startsWith(pins) ? [ref.slice(pins.length)] : [])))
  const saved = rows.flatMap(({ ref, object, message }): Saved[] => {
    const record = isSavedId(ref) ? parseRecord(message) : null
    // A snapshot in which nothing had changed is another name of the one before.
    return record ? [{ ...record, id: ref, object, isPinned: pinned.has(ref) }] : []
  })
  return saved.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || numberOf(a.id) - numberOf(b.id))
}

export const pinRef = (refs: string, id: string): string => `${refs}${pins}${id}`

/** s: before a step, u: before a rollback or undo, r: found half done, c: checkpoint. */
export type IdLetter = 's' | 'u' | 'r' | 'c'
export const isSavedId = (text: string): boolean => /^[surc]-\d{3,}$/.test(text)
export const numberOf = (id: string): number => Number(id.slice(2))
export const idOf = (letter: IdLetter, number: number): string => `${letter}-${String(number).padStart(3, '0')}`
