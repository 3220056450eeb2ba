// The moment that is looked at: the present, or one of the past.
import { useEffect, useMemo } from 'react'
import type { Review } from './scene.ts'
import { pastSnapshot, type Snapshot } from './store.ts'

interface Past {
  readonly review: Review | null
  readonly lookBack: (to: (review: Review) => number) => Promise<void>
}

/** `isArchived`: such a loop has no present, it is looked back at from the start. */
export function useMoment(present: Snapshot, { review, lookBack }: Past, isArchived: boolean) {
  useEffect(() => {
    if (isArchived && !review) void lookBack(({ history }) => history.length)
  }, [isArchived, review, lookBack])
  const snapshot = useMemo(() => {
    const overview = review?.history.at(review.seq)
    return overview?.ok ? pastSnapshot(present, overview.value) : present
  }, [present, review])
  return { review, snapshot }
}
