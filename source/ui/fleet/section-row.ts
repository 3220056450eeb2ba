// What a row of the table of sections says: its name, what stands in it, how that is drawn, and what Enter does with it.
import type { FleetOrder, FleetPicture } from '../../views/fleet.ts'
import type { Row } from '../draw/row.tsx'
import type { Words } from '../words/words.ts'

export interface RowView {
  readonly words: Words
  readonly columns: number
  /** Milliseconds since the epoch. */
  readonly now: number
}

export type Details = readonly (readonly [label: string, value: string])[]

interface Spec<N extends string, T> {
  readonly name: N
  readonly entries: (picture: FleetPicture, order: FleetOrder) => readonly T[]
  /** The same in sections that a thing goes between: the cursor goes with it. */
  readonly kind?: string
  /** Unique among its kind. */
  readonly idOf: (entry: T) => string
  /** What the filter looks at. */
  readonly textOf: (entry: T) => string
  /** Fields a filter can name, as in `host:a`. */
  readonly fieldsOf: (entry: T) => Readonly<Record<string, string | number | null>>
  readonly row: (entry: T, view: RowView) => Row
  /** All that is known of it. */
  readonly details: (entry: T, words: Words) => Details
  /** The loop that Enter opens; null: it shows the details. */
  readonly opens: (entry: T) => string | null
}

/** Something in a section, whatever it is. */
export interface SectionItem<N extends string = string> {
  readonly section: N
  /** Unique in the list. */
  readonly id: string
  /** As people call it. */
  readonly name: string
  readonly text: string
  readonly fields: Readonly<Record<string, string | number | null>>
  readonly opens: string | null
  readonly row: (view: RowView) => Row
  readonly details: (words: Words) => Details
}

export interface Section<N extends string = string> {
  readonly name: N
  readonly items: (picture: FleetPicture, order: FleetOrder) => readonly SectionItem<N>[]
}

export const section = <N extends string, T>(spec: Spec<N, T>): Section<N> => ({
  name: spec.name,
  items: (picture, order) =>
    spec.entries(picture, order).map((entry) => ({
      section: spec.name,
      id: `${spec.kind ?? spec.name} ${spec.idOf(entry)}`,
      name: spec.idOf(entry),
      text: spec.textOf(entry),
      fields: spec.fieldsOf(entry),
      opens: spec.opens(entry),
      row: (view) => spec.row(entry, view),
      details: (words) => spec.details(entry, words),
    })),
})
