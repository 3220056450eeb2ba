// Calls a person who looks elsewhere: the bell and a desktop notification, when somebody is needed or all is over.
import { useEffect, useRef } from 'react'
import type { State } from '../core/state.ts'
import { useLook } from './look.ts'
import { useScreen } from './output/screen-context.ts'

/** A word for what calls now; null while nobody is needed. It changes when something new does. */
function callOf({ run, step }: State): string | null {
  if (!run) return null
  if (run.ended) return `end ${run.run}`
  return step?.question ? `question ${step.question.question}` : null
}

/** What was so when the viewer came calls nobody. */
export function useNotices(state: State): void {
  const { words } = useLook()
  const { ring, notify } = useScreen()
  const call = callOf(state)
  const reason = state.run?.ended?.endReason ?? null
  const known = useRef(call)
  useEffect(() => {
    if (call === known.current) return
    known.current = call
    if (call === null) return
    ring()
    notify(reason === null ? words.notices.asked : words.notices.ended(reason))
  }, [call, reason, words, ring, notify])
}
