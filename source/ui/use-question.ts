// Whether an open question may be answered: a person must have had the time to read it.
import { useEffect, useState } from 'react'

/** Milliseconds a question is seen before a key answers it. */
const unreadMs = 300

/** `seen`: the number of the question on the screen, or null. */
export function useReadable(seen: number | null): boolean {
  const [readable, setReadable] = useState<number | null>(null)
  useEffect(() => {
    if (seen === null) return
    const timer = setTimeout(() => setReadable(seen), unreadMs)
    return () => clearTimeout(timer)
  }, [seen])
  return seen !== null && readable === seen
}
