// How the screen is divided, by its size alone.

export type PanelName = 'step' | 'run' | 'policy' | 'checkpoints'
/** Panels in the order of their numbers and of Tab. */
export const panelOrder: readonly PanelName[] = ['step', 'run', 'policy', 'checkpoints']
/** The keys that jump to a panel. */
export const panelKeys: Record<PanelName, string> = { step: '0', run: '1', policy: '3', checkpoints: '4' }

export interface Place {
  readonly width: number
  readonly height: number
}

export type ScreenLayout =
  /** A stack of lists at the left, the step at the right. */
  | { readonly kind: 'wide'; readonly left: Record<Exclude<PanelName, 'step'>, Place>; readonly step: Place }
  /** One panel at a time, chosen by tabs. */
  | { readonly kind: 'tabs'; readonly panel: Place }
  /** One line of facts. */
  | { readonly kind: 'line' }
  /** One word. */
  | { readonly kind: 'word' }

const header = 1
const footer = 1
const tabs = 1
const leftColumns = 44
const runRows = 12

/** The layout for a screen; the last row stays free, so that no terminal ever scrolls. */
export function layoutFor(columns: number, rows: number): ScreenLayout {
  if (columns < 20 || rows < 3) return { kind: 'word' }
  if (columns < 60 || rows < 15) return { kind: 'line' }
  const body = rows - 1 - header - footer
  if (columns < 110 || rows < 30) return { kind: 'tabs', panel: { width: columns, height: body - tabs } }
  const rest = body - runRows
  const policy = Math.ceil(rest / 2)
  return {
    kind: 'wide',
    left: {
      run: { width: leftColumns, height: runRows },
      policy: { width: leftColumns, height: policy },
      checkpoints: { width: leftColumns, height: rest - policy },
    },
    step: { width: columns - leftColumns, height: body },
  }
}
