// What takes its time to read comes up where it was asked for, and never over something else a person has begun.
import { useLayoutEffect, useRef, useState } from 'react'
import type { PanelName } from '../draw/layout.ts'
import type { Scene } from './scene.ts'

interface Standing {
  /** Whatever lies over the panels; null: nothing. */
  readonly dialog: object | null
  readonly focus: PanelName
  /** The command line or a filter has the keys. */
  readonly isTyping: boolean
}

interface Reading {
  /** What is being read, the last that was asked for. */
  readonly title: string | null
  readonly read: Scene['read']
}

/** `missed`: it was read when the screen was no longer as it was; not told of what another reading took the place of. */
export function useReading(now: Standing, missed: (title: string) => void): Reading {
  const [title, setTitle] = useState<string | null>(null)
  const latest = useRef({ ...now, opened: 0 })
  const asked = useRef(0)
  useLayoutEffect(() => {
    const { dialog, opened } = latest.current
    const isOther = now.dialog !== null && now.dialog !== dialog
    latest.current = { ...now, opened: isOther ? opened + 1 : opened }
  })
  return {
    title,
    async read(what, work, then) {
      const { focus, opened } = latest.current
      const mine = ++asked.current
      setTitle(what)
      const read = await work
      if (mine !== asked.current) return
      setTitle(null)
      const after = latest.current
      const isSame = after.dialog === null && after.opened === opened && after.focus === focus && !after.isTyping
      if (isSame) then(read)
      else missed(what)
    },
  }
}
