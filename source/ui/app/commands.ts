// What the screen wants done in the world. `update` names it, `perform` does it; what comes of it is a message.
import type { Asked, Message, PagedStep, Reading, Work } from './message.ts'
import type { StartWish } from './session-ports.ts'
import type { LanguageWish } from '../words/words.ts'

/** Another message, at once: `update` itself takes it, it never leaves it. */
export interface Now {
  readonly type: 'now'
  readonly message: Message
}

export type Command =
  | { readonly type: 'wait'; readonly ms: number; readonly message: Message }
  // Of the run.
  | { readonly type: 'send'; readonly asked: Asked }
  | { readonly type: 'take control' }
  | { readonly type: 'start'; readonly label: string; readonly wish: StartWish }
  | { readonly type: 'verify' }
  /** `told` stands before the path of the file. */
  | { readonly type: 'report'; readonly title: string; readonly told: string }
  | { readonly type: 'judge'; readonly code: string }
  // Of checkpoints.
  | { readonly type: 'list' }
  | { readonly type: 'work'; readonly title: string; readonly work: Work }
  | {
      readonly type: 'pin'
      readonly id: string
      readonly isPinned: boolean
      readonly title: string
      readonly told: string
    }
  | { readonly type: 'read'; readonly number: number; readonly reading: Reading }
  // Of the past.
  | { readonly type: 'search'; readonly filter: string }
  | { readonly type: 'remember' }
  | { readonly type: 'recall'; readonly seq: number }
  // Of the terminal.
  | { readonly type: 'ring'; readonly text: string }
  | { readonly type: 'title'; readonly text: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'print'; readonly lines: readonly string[]; readonly hint: string }
  | { readonly type: 'page'; readonly lines: readonly string[]; readonly title: string }
  | { readonly type: 'page step'; readonly step: PagedStep; readonly title: string }
  | { readonly type: 'redraw' }
  | { readonly type: 'suspend' }
  // Of the session.
  | { readonly type: 'language'; readonly wish: LanguageWish }
  | { readonly type: 'menu' }
  | { readonly type: 'leave' }
