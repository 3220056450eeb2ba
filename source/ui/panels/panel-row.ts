// What a row of the table of panels says: its name and place, its words, its list, what Enter does, and how it is drawn.
import type { ReactNode } from 'react'
import type { Brief } from '../../views/brief.ts'
import type { NightRow } from '../../views/night.ts'
import type { CheckpointEntry, Mark } from '../app/checkpoints.ts'
import type { Message } from '../app/message.ts'
import type { Snapshot } from '../app/store.ts'
import type { Place } from '../draw/place.ts'
import type { Row } from '../draw/row.tsx'
import type { Words } from '../words/words.ts'
import type { JobOrder } from './job-entries.ts'
import type { SeenList } from './lists.ts'

/** All that a panel may look at. */
export interface PanelFacts {
  /** Of the moment that is looked at. */
  readonly snapshot: Snapshot
  readonly words: Words
  /** Newest first, whatever the filter. */
  readonly checkpoints: readonly CheckpointEntry[]
  /** Of this panel, as the next two. */
  readonly filter: string
  /** Id of the entry under the cursor; null while it follows. */
  readonly cursor: string | null
  readonly isTyping: boolean
  /** The screen is listened to. */
  readonly isSpoken: boolean
  readonly jobOrder: JobOrder
  readonly marks: readonly Mark[]
  /** Rows of the summary in the step's place; empty while there is none. */
  readonly summary: readonly NightRow[]
  readonly summaryAt: number
  /** Rows of an open question; empty while nothing is asked. */
  readonly question: readonly Row[]
  /** Rows the step's output is scrolled back; 0 follows. */
  readonly scrolled: number
  /** LIVE, or which moment is looked at; empty where it stands elsewhere. */
  readonly badge: string
  /** What the filter of the events found in the whole journal, newest first; null: it was not searched. */
  readonly found: readonly Brief[] | null
  /** What was written outside of the journal is of the present. */
  readonly isPast: boolean
}

export interface PanelView {
  readonly facts: PanelFacts
  readonly place: Place
  readonly isFocused: boolean
}

export interface PanelRow<N extends string = string> {
  readonly name: N
  /** `main`: at the right; `below` that; `left`: in the column of lists. On a narrow screen all have the same place. */
  readonly place: 'main' | 'below' | 'left'
  /** Rows it takes of so many; without it the panels of the column share what is left. */
  readonly height?: (rows: number) => number
  readonly tab: (words: Words) => string
  /** Behind the tab's name. */
  readonly count?: (facts: PanelFacts) => string
  readonly hasFilter: boolean
  readonly list?: (facts: PanelFacts) => SeenList<unknown>
  /** What Enter does; null: nothing. */
  readonly enter: (facts: PanelFacts) => Message | null
  /** What the cursor is on, as text; empty for nothing. */
  readonly copied: (facts: PanelFacts) => string
  /** What the cursor is on, for the pager; null for nothing. */
  readonly paged: (facts: PanelFacts) => Message | null
  readonly View: (view: PanelView) => ReactNode
}
