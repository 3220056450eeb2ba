// A page to choose from, as a row of the table of pages.
import type { Row } from '../draw/row.tsx'
import type { PageWish } from './message.ts'
import type { PageModel } from './model.ts'

export interface Offer {
  readonly label: string
  /** What choosing it does, in one sentence. */
  readonly detail: string
  readonly gives: PageWish
}

export interface PageRow {
  readonly header: (model: PageModel) => Row
  /** What a person should know before choosing. */
  readonly facts: (model: PageModel) => readonly Row[]
  readonly offers: (model: PageModel) => readonly Offer[]
  readonly hints: (model: PageModel) => string
  /** What Esc stands for; null: nothing lies behind it. */
  readonly back: (model: PageModel) => PageWish | null
}
