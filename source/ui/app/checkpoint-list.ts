// The checkpoint history: what the repository told, and in front of it what the journal has told of since.
import type { Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import { entryOf, type CheckpointEntry } from './checkpoints.ts'

/** The repository's answer, and in front of it what the journal has told of since. */
export function withNewer(
  listed: readonly CheckpointEntry[],
  told: readonly CheckpointEntry[],
): readonly CheckpointEntry[] {
  const known = new Set(listed.map(({ id }) => id))
  const since = listed[0] ? Date.parse(listed[0].ts) : -Infinity
  const newer = told.filter(({ id, ts }) => !known.has(id) && Date.parse(ts) > since)
  return newer.length > 0 ? [...newer, ...listed] : listed
}

/** What the journal tells, newest first. */
export const toldEntries = (rows: Overview['checkpoints']): readonly CheckpointEntry[] =>
  all(rows).toReversed().map(entryOf)
