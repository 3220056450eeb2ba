// Everything an action can look at and change.
import type { Request } from '../../core/request.ts'
import type { History } from '../../files/journal-history.ts'
import type { NightRow } from '../../views/night.ts'
import type { Overview } from '../../views/overview.ts'
import type { Needing } from './away.ts'
import type { CheckpointEntry } from './checkpoints.ts'
import type { Dialog } from '../dialogs/dialog.ts'
import type { Action, KeyBinding } from '../keys/keys.ts'
import type { ScreenActions } from '../output/screen-context.ts'
import type { ScreenLayout } from '../draw/layout.ts'
import type { Lists, ListName, SeenList } from '../panels/lists.ts'
import type { LanguageWish, Words } from '../words/words.ts'
import type { StepParts } from '../panels/step.tsx'
import type { Tone } from '../draw/tone.ts'
import type { Project, SessionPorts } from './session-ports.ts'
import type { Snapshot } from './store.ts'
import type { ViewState } from './view-state.ts'

/** A loop looked back at, as it was behind event `seq`. */
export interface Review {
  readonly history: History<Overview>
  readonly seq: number
}

type Unsigned<R> = R extends { readonly by: string } ? Omit<R, 'by'> : never

export interface Scene {
  readonly project: Project
  readonly ports: SessionPorts
  readonly words: Words
  readonly snapshot: Snapshot
  /** The present, also while the past is looked at. */
  readonly present: Snapshot
  /** Rows of the summary in the step's place; empty while there is none. */
  readonly summary: readonly NightRow[]
  readonly layout: ScreenLayout
  readonly lists: { readonly [N in ListName]: SeenList<Lists[N][number]> }
  /** Every checkpoint and snapshot, whatever the filter of their list. */
  readonly history: readonly CheckpointEntry[]
  /** The step panel's rows, null when it is not on the screen. */
  readonly step: StepParts | null
  /** Scrolls the open question; null while none is on the screen. */
  readonly scrollQuestion: ((by: number) => void) | null
  readonly view: ViewState
  readonly review: Review | null
  /** `tos watch`: never steers. */
  readonly isReadOnly: boolean
  readonly setView: (view: ViewState) => void
  readonly open: (dialog: Dialog) => void
  /** Tells that it is being read, then hands it on: only while nothing else was opened, typed or looked at since. */
  readonly read: <T>(title: string, work: Promise<T>, then: (read: T) => void) => Promise<void>
  /** The summary of what happened meanwhile, while it is on the screen. */
  readonly away: {
    /** What needs a person and was not visited yet; null: nothing is left. */
    readonly next: Needing | null
    readonly visit: (visited: Needing) => void
    readonly dismiss: () => void
  } | null
  /** A word in the status line, until the next key. */
  readonly say: (text: string, tone?: Tone) => void
  /** Puts a request into the runner's inbox. */
  readonly send: (request: Unsigned<Request>) => boolean
  /** Looks back at this loop, or ends it with null. */
  readonly lookBack: (to: (review: Review) => number, then?: () => void) => void
  readonly live: () => void
  /** Looks at the project at once, at what a key has just changed. */
  readonly look: () => void
  readonly openLine: () => void
  /** From now on, and the next time. */
  readonly setLanguage: (language: LanguageWish) => void
  /** Asks the repository for the checkpoints, after a key has changed something the journal does not tell. */
  readonly listCheckpoints: () => void
  readonly menu: () => void
  readonly leave: () => void
  /** The terminal itself: copy, suspend, redraw. */
  readonly screen: ScreenActions
  /** Leaves lines where the terminal scrolls back to. */
  readonly printLines: (lines: readonly string[]) => void
  /** Shows lines in the operator's pager, which has the terminal meanwhile. */
  readonly page: (lines: readonly string[]) => void
  /** Why a key does nothing now; null when it acts. */
  readonly whyNot: (binding: KeyBinding) => string | null
}

export type Act = (scene: Scene) => void
export type Acts = Readonly<Partial<Record<Action, Act>>>
