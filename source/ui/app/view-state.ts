// What a viewer looks at: focus, cursors, filters, scrolling. Nothing here is about the run.
import type { JobOrder } from '../panels/job-entries.ts'
import type { SeenList } from '../panels/lists.ts'
import { forEachPanel, panelOrder, type PanelName } from '../panels/table.ts'
import type { Mark } from './checkpoints.ts'

export interface ViewState {
  readonly focus: PanelName
  readonly isZoomed: boolean
  /** Id of the entry under the cursor; null while it follows the newest one. */
  readonly cursors: Readonly<Record<PanelName, string | null>>
  readonly filters: Readonly<Record<PanelName, string>>
  /** The filter of the panel in focus is being typed. */
  readonly isTyping: boolean
  /** Rows the step's output is scrolled back; 0 follows. */
  readonly scrolled: number
  /** Checkpoints and snapshots to be compared, the one marked first first; two at most. */
  readonly marks: readonly Mark[]
  /** Row of the summary the cursor stands on. */
  readonly summaryAt: number
  readonly jobOrder: JobOrder
  /** What `!` went to last, counted from 0; null before its first press. */
  readonly neededAt: number | null
}

export const initialView: ViewState = {
  focus: 'step',
  isZoomed: false,
  cursors: forEachPanel(null),
  filters: forEachPanel(''),
  isTyping: false,
  scrolled: 0,
  marks: [],
  summaryAt: 0,
  jobOrder: 'order',
  neededAt: null,
}

export const focusOn = (view: ViewState, focus: PanelName): ViewState => ({ ...view, focus, isTyping: false })

export function focusBeside(view: ViewState, by: 1 | -1): ViewState {
  const at = panelOrder.indexOf(view.focus) + by
  return focusOn(view, panelOrder[(at + panelOrder.length) % panelOrder.length] ?? 'step')
}

/** Lines to move: `±Infinity` to either end. */
export function moveCursor(
  view: ViewState,
  name: PanelName,
  { ids, cursor }: SeenList<unknown>,
  by: number,
): ViewState {
  const at = Math.max(0, Math.min(ids.length - 1, cursor + by))
  const id = ids[at]
  return id === undefined ? view : { ...view, cursors: { ...view.cursors, [name]: id } }
}

/** Scrolls the step's output; downwards is positive. `most` rows lie above the screen. */
export const scroll = (view: ViewState, by: number, most: number): ViewState => ({
  ...view,
  scrolled: Math.max(0, Math.min(most, Math.min(view.scrolled, most) - by)),
})

/** Follow on; or off, which pins the cursor where it is. */
export function toggleFollow(view: ViewState, name: PanelName, { ids, cursor }: SeenList<unknown>): ViewState {
  const pinned = view.cursors[name] === null ? (ids[cursor] ?? null) : null
  return { ...view, cursors: { ...view.cursors, [name]: pinned } }
}

export const setFilter = (view: ViewState, filter: string): ViewState => ({
  ...view,
  filters: { ...view.filters, [view.focus]: filter },
})

const mostMarks = 2

/** Marks the entry, or takes its mark away. With one mark too many the oldest goes. */
export const toggleMark = (view: ViewState, { id, ts }: Mark): ViewState => {
  const others = view.marks.filter((mark) => mark.id !== id)
  return { ...view, marks: others.length < view.marks.length ? others : [...others, { id, ts }].slice(-mostMarks) }
}

/** Esc: one level back, from the innermost; null when there is nothing left to leave. */
export function oneBack(view: ViewState): ViewState | null {
  if (view.isTyping) return { ...setFilter(view, ''), isTyping: false }
  if (view.filters[view.focus] !== '') return setFilter(view, '')
  if (view.focus === 'checkpoints' && view.marks.length > 0) return { ...view, marks: [] }
  if (view.isZoomed) return { ...view, isZoomed: false }
  if (view.scrolled > 0) return { ...view, scrolled: 0 }
  return view.focus === 'step' ? null : focusOn(view, 'step')
}
