// Gives the terminal to another program, to one at a time.
import { useApp } from 'ink'
import { useRef } from 'react'

/** `failed` is told why the terminal could not be given away. */
export type Lend = (work: () => Promise<void>, failed: (reason: string) => void) => void

/** What is asked for while the terminal is lent is left undone: nobody has seen what it would show. */
export function useLend(): Lend {
  const { suspendTerminal } = useApp()
  const isLent = useRef(false)
  const before = useRef(Promise.resolve())
  return (work, failed) => {
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
