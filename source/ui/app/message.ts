// What reaches the screen: keys, what the world tells, what came of a command, and what the choices of dialogs stand for.
import type { Heard } from './use-heard.ts'
import type { Failure, Result } from '../../core/failure.ts'
import type { Request } from '../../core/request.ts'
import type { Brief } from '../../views/brief.ts'
import type { Overview } from '../../views/overview.ts'
import type { Span } from '../../views/spans.ts'
import type { Dialog } from '../dialogs/dialog.ts'
import type { Tone } from '../draw/tone.ts'
import type { LanguageWish } from '../words/words.ts'
import type { CheckpointEntry, FilePreview, Restored, RollbackPreview } from './checkpoints.ts'
import type { Judged, StartWish } from './session-ports.ts'
import type { Snapshot } from './store.ts'

type Unsigned<R> = R extends { readonly by: string } ? Omit<R, 'by'> : never
/** What is asked of the runner; who asks is added where it is sent. */
export type Asked = Unsigned<Request>

/** A moment of the past, seen from the one that is looked at. */
export type Moment =
  | { readonly kind: 'end' }
  /** Behind the event of that number. */
  | { readonly kind: 'event'; readonly seq: number }
  | { readonly kind: 'events'; readonly by: 1 | -1 }
  /** The beginning or end of a step, a job or a run. */
  | { readonly kind: 'stop'; readonly by: 1 | -1 }

/** A journal that was read to look back in it. */
export interface Remembered {
  /** Number of its events. */
  readonly length: number
  /** Numbers of the events that begin or end a step, a job or a run, ascending. */
  readonly stops: readonly number[]
}

/** The loop as it was behind event `seq`. */
export interface Past extends Remembered {
  readonly seq: number
  readonly overview: Overview
}

/** What takes its time to be read; it comes up only where nothing else was begun since. */
export type Reading =
  | { readonly kind: 'patch'; readonly title: string; readonly span: Span; readonly isPaged: boolean }
  | { readonly kind: 'preview'; readonly title: string; readonly entry: CheckpointEntry }
  | { readonly kind: 'file'; readonly title: string; readonly id: string; readonly path: string }
  | { readonly kind: 'undo'; readonly title: string }

export type ReadAnswer =
  | { readonly kind: 'patch'; readonly lines: Result<readonly string[]> }
  | { readonly kind: 'preview'; readonly preview: Result<RollbackPreview> }
  | { readonly kind: 'file'; readonly preview: Result<FilePreview> }

export type Work =
  | { readonly kind: 'make'; readonly name: string }
  /** `path`: that file alone. */
  | { readonly kind: 'rollBack'; readonly id: string; readonly path: string | null }
  | { readonly kind: 'undo' }

/** What came of it. */
export type Worked =
  | { readonly kind: 'make'; readonly name: string; readonly id: string; readonly files: number }
  | ({ readonly kind: 'rollBack'; readonly id: string; readonly path: string | null } & Restored)
  | ({ readonly kind: 'undo' } & Restored)

/** What a command wrote, by its place in the loop. */
export interface OutputOf {
  readonly job: number
  readonly step: number
  readonly index: number
  readonly code: string
}

/** What the commands wrote stands behind `head`; where nothing did, `seen` is shown. */
export interface PagedStep {
  readonly head: readonly string[]
  readonly outputs: readonly OutputOf[]
  readonly seen: readonly string[]
}

export type Message =
  // What is pressed, and where it is shown.
  | Heard
  // What the world tells.
  | { readonly type: 'seen'; readonly snapshot: Snapshot }
  | { readonly type: 'listed'; readonly entries: readonly CheckpointEntry[] }
  // Time that has passed.
  | { readonly type: 'ready'; readonly dialog: number }
  | { readonly type: 'readable'; readonly question: string; readonly timer: number }
  | { readonly type: 'silent'; readonly said: number }
  // What came of a command.
  | { readonly type: 'told'; readonly text: string; readonly tone: Tone }
  | { readonly type: 'failed'; readonly title: string; readonly failure: Failure }
  | { readonly type: 'progressed'; readonly title: string; readonly saved: string }
  | { readonly type: 'worked'; readonly title: string; readonly worked: Worked }
  | { readonly type: 'started' }
  | { readonly type: 'verified'; readonly lines: readonly string[] }
  | { readonly type: 'judged'; readonly code: string; readonly judged: Result<Judged> }
  | { readonly type: 'copied'; readonly isWhole: boolean }
  | { readonly type: 'percent'; readonly percent: number }
  | { readonly type: 'remembered'; readonly journal: Result<Remembered> }
  | { readonly type: 'found'; readonly filter: string; readonly hits: Result<readonly Brief[]> }
  | { readonly type: 'moment'; readonly past: Past }
  | { readonly type: 'read'; readonly number: number; readonly answer: ReadAnswer }
  // What a choice stands for.
  | { readonly type: 'open'; readonly dialog: Dialog<Message> }
  /** `loop`: the one that is meant, should another have begun since. `told`: said when it was asked. */
  | { readonly type: 'ask'; readonly loop: string | null; readonly asked: readonly Asked[]; readonly told: string }
  | { readonly type: 'start'; readonly label: string; readonly wish: StartWish }
  | { readonly type: 'work'; readonly title: string; readonly work: Work }
  | { readonly type: 'judge'; readonly code: string }
  | { readonly type: 'put back'; readonly id: string; readonly path: string }
  | { readonly type: 'look back'; readonly to: Moment }
  | { readonly type: 'compare'; readonly isPaged: boolean }
  | { readonly type: 'undo' }
  | { readonly type: 'page'; readonly lines: readonly string[] }
  | { readonly type: 'page step'; readonly step: PagedStep }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'zoom' }
  | { readonly type: 'language'; readonly wish: LanguageWish }
  | { readonly type: 'leave' }
  | { readonly type: 'help' }

export type ScreenDialog = Dialog<Message>
