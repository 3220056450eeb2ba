// All that a page to choose from knows. `updatePage` makes the next one from a message; the view draws it.
import type { LoopEntry } from '../../files/loops.ts'
import type { Preferred } from '../../files/preferences.ts'
import type { Project } from '../app/session-ports.ts'
import type { OpenDialog } from '../dialogs/open-dialog.ts'
import type { Words } from '../words/words.ts'
import type { PageMessage } from './message.ts'
import type { Standing } from './standing.ts'

export type PageName = 'welcome' | 'menu' | 'loops' | 'settings'

export interface PageModel {
  readonly name: PageName
  readonly words: Words
  readonly columns: number
  readonly rows: number
  /** Null: there is none here. */
  readonly project: Project | null
  /** The folder the program was called in. */
  readonly folder: string
  readonly standing: Standing
  readonly loops: readonly LoopEntry[]
  readonly preferred: Preferred
  /** The file that keeps what is preferred. */
  readonly preferences: string
  /** Index of the offer under the cursor. */
  readonly chosen: number
  readonly dialog: OpenDialog<PageMessage> | null
  /** Dialogs that were opened so far. */
  readonly opened: number
}
