// The checkpoint history: from the repository where it can be asked, else what the journal tells.
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import { entryOf, type CheckpointEntry, type Checkpoints } from './checkpoints.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** A frame goes to the terminal before a process is started; several tidings in a row start one. */
const afterFrameMs = 100

export interface CheckpointList {
  /** Newest first. */
  readonly entries: readonly CheckpointEntry[]
  /** Asks the repository again, about what the journal does not tell. */
  readonly ask: () => void
}

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

/** Asked anew when the journal tells of another one. */
export function useCheckpointList(checkpoints: Checkpoints | null, rows: Overview['checkpoints']): CheckpointList {
  const [listed, setListed] = useState<readonly CheckpointEntry[] | null>(null)
  const told = useMemo(() => toldEntries(rows), [rows])
  const ask = useMemo(
    () =>
      oneAtATime(async (otherwise: readonly CheckpointEntry[]) => {
        const list = await checkpoints?.list()
        if (list) setListed(list.ok ? list.value : otherwise)
      }),
    [checkpoints],
  )
  useEffect(() => {
    const timer = setTimeout(() => ask(told), afterFrameMs)
    return () => clearTimeout(timer)
  }, [ask, told])
  const entries = useMemo(() => (listed ? withNewer(listed, told) : told), [listed, told])
  return { entries, ask: useCallback(() => ask(told), [ask, told]) }
}
