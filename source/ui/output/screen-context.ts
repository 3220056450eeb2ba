// How components reach the terminal. Without a screen (tests, other outputs) the calls do nothing.
import { createContext, useContext, useInsertionEffect } from 'react'
import type { Screen } from './screen.ts'
import type { Place } from './writer.ts'

export type ScreenActions = Omit<Screen, 'stdout' | 'keyboard' | 'close'>

export const nowhere: ScreenActions = {
  redraw: () => undefined,
  setCursor: () => undefined,
  suspend: () => undefined,
  ring: () => undefined,
  notify: () => undefined,
  setTitle: () => undefined,
  copy: () => false,
  lend: (work) => work(),
  printToScrollback: () => Promise.resolve(),
}

export const ScreenContext = createContext<ScreenActions>(nowhere)

export const useScreen = (): ScreenActions => useContext(ScreenContext)

/** Shows the cursor there while the component is mounted; in place of Ink's `useCursor`, which knows only its own output. */
export function useScreenCursor(place: Place | null): void {
  const { setCursor } = useScreen()
  const x = place?.x
  const y = place?.y
  useInsertionEffect(() => {
    setCursor(x === undefined || y === undefined ? null : { x, y })
    return () => setCursor(null)
  }, [setCursor, x, y])
}
