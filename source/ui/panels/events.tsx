// Panel 5: the events of the journal, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import type { Brief } from '../../views/brief.ts'
import { useLook } from '../draw/look.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import { clockTime } from '../draw/times.ts'
import { eventDialog } from '../dialogs/details.ts'
import type { Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'
import { seenBy, underCursor } from './lists.ts'
import type { PanelFacts, PanelRow } from './panel-row.ts'
import { filtered, type ListSpec } from '../draw/list.ts'
import { remembered } from './remembered.ts'

export interface EventsInput extends ListInput<Brief> {
  /** Number of the last event. */
  readonly head: number
}

export const EventsPanel = memo(function EventsPanel({ head, ...input }: EventsInput): ReactNode {
  const { words } = useLook()
  const digits = String(head).length
  const rowOf = useCallback(
    (event: Brief, columns: number) => eventRow(event, words.describe(event), { columns, digits }),
    [words, digits],
  )
  const title = `[5] ${words.panels.events}`
  return <ListPanel {...input} {...{ title, rowOf }} note={head > 0 ? `#${head}` : ''} empty={words.list.noEvent} />
})

/** The type is shown where there is room for it. */
function eventRow(
  { seq, ts, type }: Brief,
  sentence: string,
  { columns, digits }: { columns: number; digits: number },
): Row {
  const typed = columns >= 70 ? [seg(`${type.padEnd(20)} `, 'dim')] : []
  return row(seg(`#${seq}`.padEnd(digits + 2)), seg(`${clockTime(ts)} `, 'dim'), ...typed, seg(sentence))
}

/** Events anywhere in the journal that the filter lets through, before those the screen has seen since. */
const withFound = remembered((recent: readonly Brief[], found: readonly Brief[]): readonly Brief[] => {
  const last = found[0]?.seq ?? 0
  return [...recent.filter(({ seq }) => seq > last), ...found]
})
const newestFirst = remembered((events: Overview['events']) => all(events).toReversed())
const spec: ListSpec<Brief> = {
  idOf: ({ seq }) => String(seq),
  textOf: (event) => Object.values(event).join(' '),
  fieldsOf: (event) => ({
    job: 'job' in event ? event.job : null,
    step: 'step' in event ? event.step : null,
    type: event.type,
  }),
}
/** What the filter of the panel lets through. */
export const eventFits = (event: Brief, filter: string): boolean => filtered([event], filter, spec).length > 0
const seen = seenBy<Brief>(spec)
function listOf({ snapshot, filter, cursor, found }: PanelFacts) {
  const recent = newestFirst(snapshot.overview.events)
  return seen(found === null ? recent : withFound(recent, found), filter, cursor)
}

export const eventsPanel = {
  name: 'events',
  place: 'below',
  height: (rows) => (rows >= 34 ? 8 : 6),
  tab: (words) => words.tabs.events,
  hasFilter: true,
  list: listOf,
  enter(facts) {
    const event = underCursor(listOf(facts))
    return event && { type: 'open', dialog: eventDialog(facts.words, event) }
  },
  copied(facts) {
    const event = underCursor(listOf(facts))
    return event ? JSON.stringify(event) : ''
  },
  paged(facts) {
    const event = underCursor(listOf(facts))
    return event && { type: 'page', lines: JSON.stringify(event, null, 2).split('\n') }
  },
  View({ facts, place, isFocused }) {
    const { filter, isTyping, snapshot } = facts
    const { seq } = snapshot.overview.state
    return <EventsPanel {...{ filter, isTyping, place, isFocused }} list={listOf(facts)} head={seq} />
  },
} as const satisfies PanelRow
