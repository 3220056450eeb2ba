// A word in the status line: it ends by itself, and never covers a question that came after it.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Tone } from '../draw/tone.ts'
import type { Said } from './status-row.ts'

/** Milliseconds a message is read, at most. */
const saidMs = 8000

export interface Saying {
  readonly said: Said | null
  readonly say: (text: string, tone?: Tone) => void
  readonly clear: () => void
}

/** `question`: number of the open one, null without one. */
export function useSaid(question: number | null): Saying {
  const [told, setTold] = useState<(Said & { readonly about: number | null }) | null>(null)
  const about = useRef(question)
  useLayoutEffect(() => {
    about.current = question
  }, [question])
  useEffect(() => {
    if (!told) return
    const timer = setTimeout(() => setTold(null), saidMs)
    return () => clearTimeout(timer)
  }, [told])
  return {
    said: told && { ...told, isFresh: told.about === question },
    say: useCallback(
      (text: string, tone: Tone = 'plain') => setTold(text === '' ? null : { text, tone, about: about.current }),
      [],
    ),
    clear: useCallback(() => setTold(null), []),
  }
}
