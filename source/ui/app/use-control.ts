// Who steers: the first viewer that may, until another one takes control.
import { useEffect, useRef } from 'react'
import { leaveControl, type Control } from '../../files/control.ts'

/** Tells when another viewer took control, and lets go of it with the page. */
export function useControl(path: string, { isMine, by }: Control, onLost: (by: string) => void): void {
  useEffect(() => () => leaveControl(path), [path])
  const wasMine = useRef(isMine)
  useEffect(() => {
    if (wasMine.current && !isMine && by !== null) onLost(by)
    wasMine.current = isMine
  }, [isMine, by, onLost])
}
