// How the screen is divided, by its size alone.

export type PanelName = 'step' | 'run' | 'jobs' | 'policy' | 'checkpoints' | 'events'
/** Panels in the order of their numbers and of Tab: the number is the place in this list. */
export const panelOrder: readonly PanelName[] = ['step', 'run', 'jobs', 'policy', 'checkpoints', 'events']

export interface Place {
  readonly width: number
  readonly height: number
}

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
  return { kind: 'wide', left: ['run', 'jobs', 'policy', 'checkpoints'], places: widePlaces(columns, height) }
}

/** The panel in focus alone, in a size that can be listened to, whatever the terminal's. */
export const spokenLayout: ScreenLayout = { kind: 'single', hasTabs: false, panel: { width: 200, height: 16 } }

function widePlaces(columns: number, height: number): Record<PanelName, Place> {
  const left = Math.min(56, Math.floor(columns * 0.36))
  const right = columns - left
  const run = Math.min(12, Math.max(9, Math.floor(height * 0.32)))
  const list = Math.floor((height - run) / 3)
  const events = height >= 34 ? 8 : 6
  return {
    run: { width: left, height: run },
    jobs: { width: left, height: list },
    policy: { width: left, height: height - run - 2 * list },
    checkpoints: { width: left, height: list },
    step: { width: right, height: height - events },
    events: { width: right, height: events },
  }
}

/** Where a dialog or a panel stands that takes the place of the step. */
export function mainPlace(layout: ScreenLayout): Place | null {
  if (layout.kind === 'wide') return layout.places.step
  return layout.kind === 'single' ? layout.panel : null
}
