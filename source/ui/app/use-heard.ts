// What every screen hears of its surroundings: keys and text, its size, its language.
import { useEffect } from 'react'
import { useLook } from '../draw/look.ts'
import { useSize } from '../draw/use-size.ts'
import { useKeys } from '../keys/use-keys.ts'
import type { Words } from '../words/words.ts'

export type Heard =
  | { readonly type: 'key'; readonly name: string; readonly isSure: boolean }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly type: 'worded'; readonly words: Words }

interface Hearing {
  readonly dialog: { readonly isReady: boolean; readonly number: number } | null
}

export interface HeardOptions {
  /** Is what is typed text, and no keys? */
  readonly takesText: boolean
  /** Keys that are taken for pressed when it opens. */
  readonly first?: readonly string[]
}

/** The model to be drawn: with the size and the language of this moment, of which the model hears behind the frame. */
export function useHeard<M extends Hearing>(
  model: M,
  tell: (heard: Heard) => void,
  { takesText, first = [] }: HeardOptions,
) {
  const { columns, rows } = useSize()
  const { words } = useLook()
  useEffect(() => tell({ type: 'resized', columns, rows }), [tell, columns, rows])
  useEffect(() => tell({ type: 'worded', words }), [tell, words])
  const { dialog } = model
  useKeys({
    first,
    // What is typed before a dialog can have been read is not meant for it, and not for what comes after.
    isActive: dialog === null || dialog.isReady,
    target: dialog?.number ?? 0,
    onText: takesText ? (text) => tell({ type: 'text', text }) : null,
    onKey: (name, isSure) => tell({ type: 'key', name, isSure }),
  })
  return { ...model, columns, rows, words }
}
