// Hands out one key per drawn screen: fast typing never acts on a screen that nobody has seen.
import { useInsertionEffect, useLayoutEffect, useReducer, useRef } from 'react'
import { useKeyboard } from '../input/keyboard-context.ts'
import { keyStroke, type Stroke } from '../input/stroke.ts'

interface KeyTargets {
  /** Takes text while a field is there; null while there is none. */
  readonly onText: ((text: string) => void) | null
  /** `isSure`: surely pressed by a person; only such a key may decide. */
  readonly onKey: (name: string, isSure: boolean) => void
  /** While it is false, what is typed is lost. */
  readonly isActive: boolean
  /** What the keys are meant for: what was typed for one is lost when it becomes another. */
  readonly target?: number
  /** Keys pressed for the person who came here from a menu. */
  readonly first?: readonly string[]
}

/** What is pasted goes into a field whole, and presses no key where there is none. */
export function useKeys({ onText, onKey, isActive, target = 0, first = [] }: KeyTargets): void {
  const keyboard = useKeyboard()
  const waiting = useRef<Stroke[]>(first.map(keyStroke))
  const isDrawing = useRef(false)
  const [, drawAgain] = useReducer((n: number) => n + 1, 0)
  const add = (strokes: readonly Stroke[]): void => {
    if (!isActive) return
    const isFirst = waiting.current.length === 0 && !isDrawing.current
    // What was pasted may be more than a call can have arguments.
    waiting.current = waiting.current.concat(strokes)
    // Behind others it waits for the screen they make.
    if (isFirst) next()
  }
  const next = (): void => {
    const strokes = waiting.current
    if (strokes.length === 0) return
    const end = strokes.findIndex(({ text }) => text === '')
    const texts = onText ? strokes.splice(0, end < 0 ? strokes.length : end) : []
    if (onText && texts.length > 0) onText(texts.map(({ text }) => text).join(''))
    else {
      const { name = '', isSure = false } = strokes.shift() ?? {}
      // A terminal that does not mark what is pasted sends its further lines as keys.
      if (onText && name === 'enter') waiting.current = []
      onKey(name, isSure)
    }
    isDrawing.current = true
    drawAgain()
  }
  const latest = useRef(add)
  useInsertionEffect(() => {
    latest.current = add
  })
  useLayoutEffect(() => keyboard.subscribe((strokes) => latest.current(strokes)), [keyboard])
  const known = useRef(target)
  useLayoutEffect(() => {
    isDrawing.current = false
    if (known.current !== target) waiting.current = []
    known.current = target
    // What was typed before a dialog was there is not meant for it, and not for what comes after.
    if (isActive) next()
    else waiting.current = []
  })
}
