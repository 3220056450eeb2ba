// What reaches a page to choose from, what its offers stand for, and what it wants done.
import type { Heard } from '../app/use-heard.ts'
import type { Failure } from '../../core/failure.ts'
import type { Preferred } from '../../files/preferences.ts'
import type { StartWish } from '../app/session-ports.ts'
import type { MenuWay } from './menu-way.ts'
import type { Standing } from './standing.ts'

/** Work that a page waits for. */
export type PageWork =
  | { readonly kind: 'start'; readonly wish: StartWish }
  | { readonly kind: 'demo' }
  /** Makes a project in the folder of the call. */
  | { readonly kind: 'init' }
  | { readonly kind: 'open'; readonly root: string }

/** What an offer stands for. */
export type PageWish =
  | { readonly type: 'ask'; readonly title: string; readonly lines: readonly string[]; readonly work: PageWork }
  | { readonly type: 'work'; readonly title: string; readonly work: PageWork }
  | { readonly type: 'go'; readonly way: Exclude<MenuWay, 'demo'> }
  | { readonly type: 'look back'; readonly journal: string }
  | { readonly type: 'prefer'; readonly change: Partial<Preferred> }
  | { readonly type: 'back' }

export type PageMessage =
  | PageWish
  | Heard
  | { readonly type: 'stands'; readonly standing: Standing }
  | { readonly type: 'ready'; readonly dialog: number }
  | { readonly type: 'failed'; readonly title: string; readonly failure: Failure }

export type PageCommand =
  | { readonly type: 'wait'; readonly ms: number; readonly message: PageMessage }
  | Exclude<PageWish, { type: 'ask' }>
