// Gives the terminal to another program, to one at a time.
import { useApp } from 'ink'
import { useRef } from 'react'

/** What is asked for while the terminal is lent is left undone: nobody has seen what it would show. */
export function useLend(failed: (reason: string) => void): (work: () => Promise<void>) => void {
  const { suspendTerminal } = useApp()
  const isLent = useRef(false)
  return (work) => {
    if (isLent.current) return
    isLent.current = true
    const done = async (): Promise<void> => {
      try {
        await suspendTerminal(work)
      } catch (error) {
        failed(error instanceof Error ? error.message : String(error))
      } finally {
        isLent.current = false
      }
    }
    void done()
  }
}
