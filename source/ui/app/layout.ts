// How the screen is divided: by its size, and by the places in the table of panels.
import type { Place } from '../draw/place.ts'
import { forEachPanel, panels, type PanelName } from '../panels/table.ts'

export type ScreenLayout =
  /** Lists at the left, the step and the events at the right. */
  | { readonly kind: 'wide'; readonly left: readonly PanelName[]; readonly places: Readonly<Record<PanelName, Place>> }
  /** One panel at a time: chosen by tabs, or zoomed. */
  | { readonly kind: 'single'; readonly hasTabs: boolean; readonly panel: Place }
  /** As many lines of facts as there are rows. */
  | { readonly kind: 'facts'; readonly rows: number }
  /** One word. */
  | { readonly kind: 'word' }

const header = 1
const status = 1
const hints = 1
/** The last row stays free, so that no terminal ever scrolls. */
const free = 1

/** Which row the status stands in, from 0. */
export const statusRowOf = (rows: number): number => rows - free - hints - status

/** The layout for a screen. `isZoomed`: the panel in focus alone. */
export function layoutFor(columns: number, rows: number, isZoomed: boolean): ScreenLayout {
  if (columns < 20 || rows < 3) return { kind: 'word' }
  if (columns < 60 || rows < 15) return { kind: 'facts', rows: rows - free }
  const height = rows - header - status - hints - free
  const isWide = columns >= 110 && rows >= 30
  if (!isWide) return { kind: 'single', hasTabs: true, panel: { width: columns, height: height - 1 } }
  if (isZoomed) return { kind: 'single', hasTabs: false, panel: { width: columns, height } }
  return { kind: 'wide', left: namesAt('left'), places: widePlaces(columns, height) }
}

/** The panel in focus alone, in a size that can be listened to, whatever the terminal's. */
export const spokenLayout: ScreenLayout = { kind: 'single', hasTabs: false, panel: { width: 200, height: 16 } }

const namesAt = (place: 'main' | 'below' | 'left'): PanelName[] =>
  panels.filter((panel) => panel.place === place).map(({ name }) => name)

function widePlaces(columns: number, height: number): Readonly<Record<PanelName, Place>> {
  const left = Math.min(56, Math.floor(columns * 0.36))
  const right = columns - left
  const below = panels.reduce((sum, panel) => sum + (panel.place === 'below' ? (panel.height?.(height) ?? 0) : 0), 0)
  const inLeft = panels.filter(({ place }) => place === 'left')
  const own = inLeft.reduce((sum, panel) => sum + (panel.height?.(height) ?? 0), 0)
  const sharing = inLeft.filter((panel) => !panel.height)
  const share = Math.floor((height - own) / Math.max(1, sharing.length))
  // What is left over goes to the one in the middle.
  const middle = sharing[Math.floor(sharing.length / 2)]
  const rest = height - own - share * sharing.length
  const places: Record<PanelName, Place> = { ...forEachPanel({ width: right, height: height - below }) }
  for (const panel of panels) {
    const fixed = panel.height?.(height) ?? share
    if (panel.place === 'left') places[panel.name] = { width: left, height: fixed + (panel === middle ? rest : 0) }
    if (panel.place === 'below') places[panel.name] = { width: right, height: fixed }
  }
  return places
}

/** Where a dialog or a panel stands that takes the place of the step. */
export function mainPlace(layout: ScreenLayout): Place | null {
  if (layout.kind === 'wide') return layout.places.step
  return layout.kind === 'single' ? layout.panel : null
}

/** Where the step stands; null while it is not on the screen. */
export function stepPlace(layout: ScreenLayout, focus: PanelName): Place | null {
  if (layout.kind === 'wide') return layout.places.step
  return layout.kind === 'single' && focus === 'step' ? layout.panel : null
}
