// What a snapshot says of itself: JSON in the message of its commit, so that the repository alone is enough to use it.
import * as z from 'zod'
import { isRefName } from './find-repository.ts'
import type { Git } from './git.ts'
import { isSafeName } from './names.ts'
import { inOrder } from './order.ts'

/** A record is data from anywhere: nothing in it leads out of the working tree or into a git folder. */
const name = z.string().refine(isSafeName)
/** Folders may end with a slash. */
const nameOrFolder = z.string().refine((text) => isSafeName(text.replace(/\/$/, '')))
const object = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const refName = z.string().refine(isRefName)
/** Permission bits; set-user-id and its kin never come out of a record. */
const mode = z.int().transform((bits) => bits & 0o777)
const place = { job: z.int().nullable(), step: z.int().nullable() }

/** `s-012`. */
export function isSavedId(text: string): boolean {
  return /^[surc]-\d{3,9}$/.test(text)
}

const savedIndex = z.object({
  /** Object with the bytes of the index file; null when there was no index. */
  blob: object.nullable(),
  mtimeMs: z.number(),
  /** The file a split index builds on. */
  shared: z.object({ name: z.string().regex(/^sharedindex\.[0-9a-f]{40,64}$/), blob: object }).nullable(),
})
export type SavedIndex = z.infer<typeof savedIndex>

const recordSchema = z.object({
  /** 2: ignored files are in it too, and the state of git. */
  v: z.union([z.literal(1), z.literal(2)]),
  id: z.string().refine(isSavedId),
  kind: z.enum(['step', 'rollback', 'undo', 'found', 'checkpoint']),
  at: z.string(),
  ...place,
  loop: z.string().nullable(),
  /** Of a checkpoint: what the operator called it, and the commit; of the others what they precede. */
  name: z.string(),
  commit: object.nullable(),
  branch: refName.nullable(),
  /** Of the working tree, as it lay on disk. */
  tree: object,
  files: z.int(),
  bytes: z.number(),
  emptyFolders: z.array(name),
  nested: z.array(name),
  leftOut: z.array(z.object({ path: nameOrFolder, why: z.string() })),
  /** Folders that tools make again, and what does. */
  remade: z.array(z.object({ path: nameOrFolder, by: z.string() })).default([]),
  /** Permission bits that are not the usual ones; folders end with a slash. */
  modes: z.record(nameOrFolder, mode),
  /** Folders that are not among the modes had the usual ones; else nobody looked. */
  holdsFolderModes: z.boolean().default(false),
  /** HEAD, refs, index, reflogs, stash; null where they could not be read, or in a record of version 1. */
  git: z
    .object({
      own: object,
      common: object.nullable(),
      indexMtimeMs: z.number(),
      staged: object.nullable(),
      isInside: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  /** What undo puts back besides files; null when files are all that was touched. */
  whole: z
    .object({
      /** Of version 1 only. */
      index: savedIndex.optional(),
      /** ORIG_HEAD; null when there was none. Of version 1 only. */
      origHead: z.string().max(1000).nullable().optional(),
      /** Remote-tracking refs and tags that were moved with it; null: there was, or is, none. */
      moved: z.record(refName, z.object({ before: object.nullable(), after: object.nullable() })),
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

/**
 * All of one project, oldest first. `known` (id -> object, '' when nothing came of it) is what the journal says: it counts, refs
 * only keep objects. What is no record is passed over.
 */
export async function listSaved(git: Git, refs: string, known: ReadonlyMap<string, string>): Promise<Saved[]> {
  const listed = await git.text(['for-each-ref', '--format=%(objectname) %(refname)', refs])
  const rows = listed.split('\n').filter(Boolean)
  const named = rows.map(
    (row) => [row.slice(row.indexOf(' ') + 1 + refs.length), row.slice(0, row.indexOf(' '))] as const,
  )
  const pinned = new Set(named.flatMap(([ref]) => (ref.startsWith(pins) ? [ref.slice(pins.length)] : [])))
  const objects = new Map([...named.filter(([ref]) => isSavedId(ref)), ...known])
  const records = await recordsOf(git, [...new Set(objects.values())].filter(Boolean))
  const saved = [...objects].flatMap(([id, held]): Saved[] => {
    const record = records.get(held)
    // A snapshot in which nothing had changed is another name of the one before.
    return record ? [{ ...record, id, object: held, isPinned: pinned.has(id) }] : []
  })
  return inOrder(saved, known.keys())
}

/** Commit -> the record it holds; without those that are gone. */
async function recordsOf(git: Git, commits: readonly string[]): Promise<Map<string, SnapshotRecord>> {
  const found = new Map<string, SnapshotRecord>()
  if (commits.length === 0) return found
  const out = await git.bytes(['cat-file', '--batch'], { input: commits.map((commit) => `${commit}\n`).join('') })
  for (let at = 0; at < out.length;) {
    const end = out.indexOf(10, at)
    if (end < 0) break
    const [commit = '', type = '', size = ''] = out.subarray(at, end).toString('latin1').split(' ')
    at = end + 1
    if (size === '') continue
    const text = out.subarray(at, at + Number(size)).toString('utf8')
    at += Number(size) + 1
    const record = type === 'commit' ? parseRecord(text.slice(text.indexOf('\n\n') + 2)) : null
    if (record) found.set(commit, record)
  }
  return found
}

export const pinRef = (refs: string, id: string): string => `${refs}${pins}${id}`

/** s: before a step, u: before a rollback or undo, r: found half done, c: checkpoint. */
export type IdLetter = 's' | 'u' | 'r' | 'c'
export const idOf = (letter: IdLetter, number: number): string => `${letter}-${String(number).padStart(3, '0')}`
