// An open question on the screen: how far it was read, and whether it may be answered from here.
import { useEffect, useMemo, useState } from 'react'
import type { Words } from '../words/words.ts'
import type { Place } from '../draw/layout.ts'
import { innerColumns, innerRows } from '../draw/panel.tsx'
import { nothingAsked, openQuestion, questionBody, questionRoom, questionRows } from '../panels/question-rows.ts'
import { seg, type Row, type Segment } from '../draw/row.tsx'
import type { Snapshot } from './store.ts'

/** Milliseconds a question is seen before a key answers it. */
const unreadMs = 300

export interface QuestionOnScreen {
  /** Rows for the step's panel; empty while nothing is asked. */
  readonly rows: readonly Row[]
  /** Somebody had the whole question on this screen, long enough to read it. */
  readonly isReadable: boolean
  /** Downwards is positive. */
  readonly scroll: (by: number) => void
}

interface QuestionWish {
  readonly snapshot: Snapshot
  readonly words: Words
  /** Where the step stands; null when it is not on the screen. */
  readonly place: Place | null
  /** Something else has the keys. */
  readonly isBehind: boolean
  /** Why this viewer may not answer; null when it may. */
  readonly refusal: string | null
}

export function useQuestion({ snapshot, words, place, isBehind, refusal }: QuestionWish): QuestionOnScreen {
  const { state } = snapshot.overview
  const [read, setRead] = useState({ question: '', top: 0, isSeen: false })
  const number = place && openQuestion(state)
  // Numbers begin anew with every loop.
  const asked = number === null ? null : `${state.loop?.id ?? ''} ${number}`
  const columns = place ? innerColumns(place) : 0
  const height = place ? innerRows(place) : 0
  const body = useMemo(
    () => (asked === null ? nothingAsked : questionBody(state, words, columns)),
    [asked, state, words, columns],
  )
  const { room } = questionRoom(body, height)
  const most = Math.max(0, body.length - room)
  const before = read.question === asked ? read : { top: 0, isSeen: false }
  const top = Math.min(before.top, most)
  const isSeen = before.isSeen || top >= most
  const isReadable = useReadable(isSeen && !isBehind ? asked : null)
  if (asked === null) return { rows: nothingAsked, isReadable: false, scroll: () => undefined }
  const { keys, more, notYet } = words.question
  const open: Segment = isReadable ? seg(keys, 'bold') : seg(isSeen ? notYet : more(most - top), 'warn')
  const foot = refusal === null ? open : seg(refusal, 'dim')
  return {
    rows: questionRows(state, words, { body, now: snapshot.now, columns, height, top, foot }),
    isReadable,
    scroll(by) {
      // A page never skips a row: nobody would have seen it.
      const rows = Number.isFinite(by) ? Math.max(-room, Math.min(room, by)) : by
      const next = Math.max(0, Math.min(most, top + rows))
      setRead({ question: asked, top: next, isSeen: isSeen || next >= most })
    },
  }
}

/** `seen`: names the question on the screen, or null. */
function useReadable(seen: string | null): boolean {
  const [readable, setReadable] = useState<string | null>(null)
  useEffect(() => {
    if (seen === null) return
    const timer = setTimeout(() => setReadable(seen), unreadMs)
    return () => clearTimeout(timer)
  }, [seen])
  return seen !== null && readable === seen
}
