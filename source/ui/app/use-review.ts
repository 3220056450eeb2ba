// Looking back: reads the journal once, then any moment of it can be shown.
import { useCallback, useRef, useState } from 'react'
import type { Failure } from '../../core/failure.ts'
import { readHistory } from '../../files/journal-history.ts'
import type { Review } from './scene.ts'
import type { Project } from './session-ports.ts'

export interface ReviewPorts {
  readonly journal: string
  /** Null: it is read. */
  readonly progress: (percent: number | null) => void
  readonly failed: (failure: Failure) => void
}

/** `lookBack` asks where to go, with the moment that is looked at now: the end, at first. */
export function useReview({ foldOf }: Project, { journal, progress, failed }: ReviewPorts) {
  const [review, setReview] = useState<Review | null>(null)
  const isReading = useRef(false)
  const lookBack = useCallback(
    async (to: (review: Review) => number): Promise<void> => {
      if (review) return setReview({ ...review, seq: to(review) })
      if (isReading.current) return
      isReading.current = true
      const read = await readHistory(journal, foldOf, (part) => progress(Math.floor(part * 100)))
      isReading.current = false
      progress(null)
      if (!read.ok) return failed(read.failure)
      const history = read.value
      if (history.length > 0) setReview({ history, seq: to({ history, seq: history.length }) })
    },
    [review, foldOf, journal, progress, failed],
  )
  return { review, lookBack, live: useCallback(() => setReview(null), []) }
}
