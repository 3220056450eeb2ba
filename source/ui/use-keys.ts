// Hands out one key per drawn screen: fast typing never acts on a screen that nobody has seen.
import { useInput, usePaste, useStdin } from 'ink'
import { useLayoutEffect, useReducer, useRef } from 'react'
import { strokesOf, type Stroke } from './key-name.ts'

interface KeyTargets {
  /** Takes text while a field is there; null while there is none. */
  readonly onText: ((text: string) => void) | null
  readonly onKey: (name: string) => void
  /** While it is false, what is typed is lost. The keyboard stays ours: nothing is echoed over the screen. */
  readonly isActive: boolean
  /** Keys pressed for the person who came here from a menu. */
  readonly first?: readonly string[]
}

/** What is pasted goes into a field whole, and presses no key where there is none. */
export function useKeys({ onText, onKey, isActive, first = [] }: KeyTargets): void {
  const waiting = useRef<Stroke[]>(first.map((name) => ({ name, text: '' })))
  const isDrawing = useRef(false)
  const [, drawAgain] = useReducer((n: number) => n + 1, 0)
  const { isRawModeSupported } = useStdin()
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
      const name = strokes.shift()?.name ?? ''
      // A terminal that does not mark what is pasted sends its further lines as keys.
      if (onText && name === 'enter') waiting.current = []
      onKey(name)
    }
    isDrawing.current = true
    drawAgain()
  }
  useInput((input, key) => add(strokesOf(input, key)), { isActive: isRawModeSupported })
  usePaste((text) => add([{ name: 'paste', text }]), { isActive: isRawModeSupported })
  useLayoutEffect(() => {
    isDrawing.current = false
    // What was typed before a dialog was there is not meant for it, and not for what comes after.
    if (isActive) next()
    else waiting.current = []
  })
}
