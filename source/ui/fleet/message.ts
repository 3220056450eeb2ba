// What reaches the fleet's screen, and what it wants done.
import type { Heard } from '../app/use-heard.ts'
import type { Failure } from '../../core/failure.ts'
import type { FleetSnapshot } from './feed.ts'

export type FleetMessage =
  | Heard
  | { readonly type: 'seen'; readonly snapshot: FleetSnapshot }
  | { readonly type: 'clock'; readonly now: number }
  | { readonly type: 'ready'; readonly dialog: number }
  | { readonly type: 'silent'; readonly said: number }
  | { readonly type: 'copied'; readonly isWhole: boolean }
  | { readonly type: 'failed'; readonly title: string; readonly failure: Failure }

export type FleetCommand =
  | { readonly type: 'wait'; readonly ms: number; readonly message: FleetMessage }
  /** Shows the loop's own screen. */
  | { readonly type: 'open'; readonly name: string }
  | { readonly type: 'look' }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'ring'; readonly text: string }
  | { readonly type: 'title'; readonly text: string }
  | { readonly type: 'redraw' | 'suspend' | 'leave' }
