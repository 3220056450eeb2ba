// Gives the terminal to another program, to one at a time.
import { useApp } from 'ink'
import { useRef } from 'react'

/** What is asked for while the terminal is lent is left undone: nobody has seen what it would show. */
export function useLend(failed: (reason: string) => void): (work: () => Promise<void>) => void {
  const { suspendTerminal } = useApp()
  const isLent = useRef(false)
  const before = useRef(Promise.resolve())
  return (work) => {
    if (isLent.current) return
    isLent.current = true
    const lent = async (): Promise<void> => {
      try {
        await work()
      } finally {
        isLent.current = false
      }
    }
    // The one before may be back on the screen and not yet done with the keyboard.
    const turn = async (previous: Promise<void>): Promise<void> => {
      await previous
      try {
        await suspendTerminal(lent)
      } catch (error) {
        isLent.current = false
        failed(error instanceof Error ? error.message : String(error))
      }
    }
    before.current = turn(before.current)
  }
}
