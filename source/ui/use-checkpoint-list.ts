// The checkpoint history: from the repository where it can be asked, else what the journal tells.
import { useEffect, useMemo, useState } from 'react'
import type { Overview } from '../views/overview.ts'
import { all } from '../views/recent.ts'
import { entryOf, type CheckpointEntry, type Checkpoints } from './checkpoints.ts'

/** A frame goes to the terminal before a process is started; several tidings in a row start one. */
const afterFrameMs = 100

/** Newest first. Asked anew when the journal tells of another one. */
export function useCheckpointList(
  checkpoints: Checkpoints | null,
  rows: Overview['checkpoints'],
): readonly CheckpointEntry[] {
  const [listed, setListed] = useState<readonly CheckpointEntry[] | null>(null)
  const told = useMemo(() => all(rows).toReversed().map(entryOf), [rows])
  useEffect(() => {
    if (!checkpoints) return
    let isLeft = false
    const ask = async (): Promise<void> => {
      const list = await checkpoints.list()
      if (!isLeft) setListed(list.ok ? list.value : told)
    }
    const timer = setTimeout(() => void ask(), afterFrameMs)
    return () => {
      clearTimeout(timer)
      isLeft = true
    }
  }, [checkpoints, told])
  return listed ?? told
}
