// How much of a page to choose from fits on the screen.
import type { Place } from '../draw/place.ts'
import { blank, type Row } from '../draw/row.tsx'
import type { PageModel } from './model.ts'
import { pageOf } from './table.ts'

export interface PageLayout {
  /** Facts with a row above and below; none where there is no room. */
  readonly facts: readonly Row[]
  /** Offers that are seen at once. */
  readonly room: number
  /** A dialog stands below the header, in the place of all but the hints. */
  readonly dialog: Place
}

export function layoutOf(model: PageModel): PageLayout {
  const body = Math.max(1, model.rows - 4)
  const facts = model.rows >= 15 ? [blank, ...pageOf(model).facts(model), blank] : []
  return {
    facts,
    room: Math.max(1, body - facts.length - 2),
    dialog: { width: model.columns, height: body + 1 },
  }
}
