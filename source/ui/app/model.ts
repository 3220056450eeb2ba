// All that the screen of a run knows. `update` makes the next one from a message; the view draws it.
import type { Brief } from '../../views/brief.ts'
import type { AwayTold } from './away.ts'
import type { CheckpointEntry } from './checkpoints.ts'
import type { OpenDialog } from '../dialogs/open-dialog.ts'
import type { Field } from '../draw/field.ts'
import type { Tone } from '../draw/tone.ts'
import type { PanelName } from '../panels/table.ts'
import type { Words } from '../words/words.ts'
import type { Message, Moment, Past, Reading } from './message.ts'
import type { JudgedCommand } from './session-ports.ts'
import type { Snapshot } from './store.ts'
import type { ViewState } from './view-state.ts'

/** What stays while the page is open. */
export interface Setting {
  /** `tos watch`: never steers. */
  readonly isReadOnly: boolean
  /** The journal is that of an archived loop: it has no present. */
  readonly isArchived: boolean
  /** Behind it is the list it was chosen from: Esc goes there at last. */
  readonly isFromList: boolean
  /** Lines for a screen reader instead of a drawn screen. */
  readonly isSpoken: boolean
  readonly hasCheckpoints: boolean
  /** The loop's folder is on this host. */
  readonly isHere: boolean
  /** The type of a command that is typed. */
  readonly commandType: JudgedCommand['type']
}

export interface Said {
  readonly text: string
  readonly tone: Tone
  /** The question that was open when it was said: it never covers a later one. */
  readonly about: number | null
  readonly number: number
}

/** How far the open question was read. */
export interface QuestionRead {
  /** Names it over all loops; empty while none is on the screen. */
  readonly question: string
  /** Rows above the panel. */
  readonly top: number
  /** Its last row was seen. */
  readonly isSeen: boolean
  /** The one that has been seen long enough to be answered. */
  readonly readable: string | null
  /** Tells the wait for that from earlier ones; null while nobody looks at it. */
  readonly timer: number | null
}

export interface Model {
  readonly setting: Setting
  readonly words: Words
  readonly columns: number
  readonly rows: number
  readonly present: Snapshot
  /** The moment that is looked at; null: the present. */
  readonly past: Past | null
  /** The journal is being read for it: where to go then, and what to say there. */
  readonly wanted: { readonly to: Moment; readonly said: string } | null
  /** Checkpoints as the repository has told, newest first; null before it did. */
  readonly listed: readonly CheckpointEntry[] | null
  readonly view: ViewState
  readonly dialog: OpenDialog<Message> | null
  /** What is being typed in the `:` line; null while it is closed. */
  readonly line: Field | null
  readonly said: Said | null
  readonly reading: {
    readonly reading: Reading
    readonly number: number
    readonly focus: PanelName
    /** Dialogs that had been opened by then. */
    readonly opened: number
  } | null
  /** What is looked for in the whole journal, and what was found; null before it was read. */
  readonly search: { readonly filter: string; readonly hits: readonly Brief[] | null } | null
  /** What happened before this person came; null once it was dismissed. */
  readonly away: AwayTold | null
  readonly read: QuestionRead
  /** The happening a person was called for last. */
  readonly noticed: string | null
  /** The window's title. */
  readonly title: string
  /** Dialogs that were opened so far. */
  readonly opened: number
  /** Counts what must be told apart later. */
  readonly count: number
}
