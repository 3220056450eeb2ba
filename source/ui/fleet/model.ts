// All that the fleet's screen knows. `update` makes the next one from a message; the view draws it.
import type { FleetOrder } from '../../views/fleet.ts'
import type { OpenDialog } from '../dialogs/open-dialog.ts'
import type { Tone } from '../draw/tone.ts'
import type { Words } from '../words/words.ts'
import type { FleetSnapshot } from './feed.ts'
import type { FleetMessage } from './message.ts'

/** What a person looks at; kept while a loop's own screen is shown. */
export interface FleetView {
  /** Id of the item under the cursor; null: the first. */
  readonly cursor: string | null
  readonly filter: string
  readonly isTyping: boolean
  readonly order: FleetOrder
}

export const initialFleetView: FleetView = { cursor: null, filter: '', isTyping: false, order: 'order' }

export interface FleetModel {
  readonly words: Words
  readonly columns: number
  readonly rows: number
  /** Lines for a screen reader instead of a drawn screen. */
  readonly isSpoken: boolean
  /** The database; null: the queue of this machine. */
  readonly place: string | null
  readonly snapshot: FleetSnapshot
  /** Milliseconds since the epoch: ages are told against it. */
  readonly now: number
  readonly view: FleetView
  readonly dialog: OpenDialog<FleetMessage> | null
  readonly said: { readonly text: string; readonly tone: Tone; readonly number: number } | null
  /** The loop that is being opened. */
  readonly opening: string | null
  /** Questions that a person was called for, or that were open when the screen came; null before the first picture. */
  readonly noticed: ReadonlySet<string> | null
  /** The window's title. */
  readonly title: string
  /** Dialogs that were opened so far. */
  readonly opened: number
  /** Counts what must be told apart later. */
  readonly count: number
}
