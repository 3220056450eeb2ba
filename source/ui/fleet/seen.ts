// What can be seen of the fleet: its sections as one list behind the filter, and where the cursor stands in it.
import { printablePicture, type FleetOrder, type FleetPicture } from '../../views/fleet.ts'
import { innerRows } from '../draw/panel.tsx'
import type { Place } from '../draw/place.ts'
import { seenBy, type SeenList } from '../panels/lists.ts'
import { remembered } from '../panels/remembered.ts'
import type { FleetModel } from './model.ts'
import type { SectionItem } from './section-row.ts'
import { sections, type SectionName } from './sections/table.ts'

export type FleetItem = SectionItem<SectionName>

/** An item in its place: the first of its section tells the section's name. */
export interface ShownItem {
  readonly item: FleetItem
  readonly isFirst: boolean
}

const clean = remembered(printablePicture)

const itemsOf = remembered((picture: FleetPicture | null, order: FleetOrder): readonly FleetItem[] =>
  picture === null ? [] : sections.flatMap(({ items }) => items(clean(picture), order)),
)

const see = seenBy<FleetItem>({ idOf: ({ id }) => id, textOf: ({ text }) => text, fieldsOf: ({ fields }) => fields })

const shown = remembered((list: SeenList<FleetItem>): SeenList<ShownItem> => ({
  ...list,
  entries: list.entries.map((item, i) => ({ item, isFirst: item.section !== list.entries[i - 1]?.section })),
}))

export function listOf({ snapshot, view }: FleetModel): SeenList<ShownItem> {
  return shown(see(itemsOf(snapshot.picture, view.order), view.filter, view.cursor))
}

export function itemUnderCursor(model: FleetModel): FleetItem | null {
  const { entries, cursor } = listOf(model)
  return entries[cursor]?.item ?? null
}

const counted = remembered((picture: FleetPicture | null, order: FleetOrder) => {
  const counts = new Map<SectionName, number>()
  for (const { section } of itemsOf(picture, order)) counts.set(section, (counts.get(section) ?? 0) + 1)
  return counts
})

/** How much stands in each section, whatever the filter. */
export const countsOf = ({ snapshot, view }: FleetModel): ReadonlyMap<SectionName, number> =>
  counted(snapshot.picture, view.order)

/** Rows around the list: header, tabs, status, hints, and one that stays free, so that no terminal ever scrolls. */
const around = 5
/** A screen reader is given so much, whatever the terminal's size. */
const spoken: Place = { width: 200, height: 16 }

/** Where the list stands; null where the window is too small for one. */
export function listPlace({ columns, rows, isSpoken }: FleetModel): Place | null {
  if (isSpoken) return spoken
  return columns < 60 || rows < 15 ? null : { width: columns, height: rows - around }
}

/** Rows of the list that are seen. */
export const pageOf = (model: FleetModel): number => {
  const place = listPlace(model)
  return place ? Math.max(1, innerRows(place)) : 1
}
