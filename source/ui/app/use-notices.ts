// Rings and notifies when something needs a person who looks elsewhere, once for each happening.
import { useEffect, useRef } from 'react'
import type { State } from '../../core/state.ts'
import { useLook } from '../draw/look.ts'
import { noticeOf } from './notice.ts'
import { useScreen } from '../output/screen-context.ts'

/** What was so when the viewer came calls nobody. */
export function useNotices(state: State, isRunning: boolean): void {
  const { words } = useLook()
  const { ring, notify } = useScreen()
  const notice = noticeOf(state, isRunning, words)
  const known = useRef(notice?.key)
  useEffect(() => {
    if (notice?.key === known.current) return
    known.current = notice?.key
    if (!notice) return
    ring()
    notify(notice.text)
  }, [notice, ring, notify])
}
