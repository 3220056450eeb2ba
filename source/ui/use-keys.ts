// Hands out one key per drawn screen: fast typing never acts on a screen that nobody has seen.
import { useInput, useStdin, type Key } from 'ink'
import { useEffect, useReducer, useRef } from 'react'
import { keyNames } from './key-name.ts'

interface KeyTargets {
  /** Takes whole inputs while it is there: a text field. */
  readonly onText: ((input: string, key: Key) => void) | null
  readonly onKey: (name: string) => void
  readonly isActive: boolean
  /** Keys pressed for the person who came here from a menu. */
  readonly first: readonly string[]
}

export function useKeys({ onText, onKey, isActive, first }: KeyTargets): void {
  const waiting = useRef<string[]>([...first])
  const [, drawAgain] = useReducer((n: number) => n + 1, 0)
  const { isRawModeSupported } = useStdin()
  const next = (): void => {
    const name = waiting.current.shift()
    if (name === undefined) return
    onKey(name)
    drawAgain()
  }
  useInput(
    (input, key) => {
      if (onText) return onText(input, key)
      waiting.current.push(...keyNames(input, key))
      next()
    },
    { isActive: isActive && isRawModeSupported },
  )
  useEffect(() => {
    // What was typed before a dialog or a field was there is not meant for it, and not for what comes after.
    if (!isActive || onText) waiting.current = []
    else next()
  })
}
