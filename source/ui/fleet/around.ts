// The rows around the list of the fleet's screen: header, tabs, status, hints; and the facts of a very small window.
import { isAsking } from '../../views/fleet.ts'
import { cutRow, fitRow, row, rowWidth, seg, withRight, type Row, type Segment } from '../draw/row.tsx'
import { age, clockTime } from '../draw/times.ts'
import { keyLabel } from '../keys/key-labels.ts'
import { fleetKeys } from './keys.ts'
import type { FleetModel } from './model.ts'
import { countsOf, itemUnderCursor } from './seen.ts'
import { sections } from './sections/table.ts'

/** A host that was not heard for so long has lost its loops. Seconds. */
const goneFrom = 60

export function headerRow({ words, columns, place, snapshot }: FleetModel): Row {
  const { loops = [], hosts = [] } = snapshot.picture ?? {}
  const heard = hosts.filter(({ silentSec }) => silentSec < goneFrom).length
  const cost = loops.reduce((sum, { costUsd }) => sum + costUsd, 0)
  const asking = loops.filter(isAsking).length
  const fields: readonly Segment[] = [
    seg(
      hosts.length === 0 ? '' : `  ${words.fleet.hosts(heard, hosts.length)}`,
      heard < hosts.length ? 'warn' : 'plain',
    ),
    seg(cost > 0 ? `  $${cost.toFixed(2)}` : ''),
    // What needs a person is the last to go.
    seg(asking > 0 ? `  ${words.header.needs(asking)}` : '', 'bad'),
  ]
  const left = row(seg(' tos ', 'bold'), seg(words.fleet.title), seg(`  ${place ?? words.fleet.here}`, 'dim'))
  const right = (from: number): Row => row(...fields.slice(from), ' ')
  const from = fields.findIndex((_, i) => rowWidth(right(i)) <= columns / 2)
  return withRight(left, right(Math.max(0, from)), columns)
}

/** Sections that hold something, the one under the cursor in brackets. */
export function tabsRow(model: FleetModel): Row {
  const { words } = model
  const counts = countsOf(model)
  const own = itemUnderCursor(model)?.section
  return sections.flatMap(({ name }, i): Segment[] => {
    const count = counts.get(name) ?? 0
    if (count === 0) return []
    const label = `${i + 1} ${words.fleet.sections[name]} ${count}`
    return [name === own ? seg(`[${label}] `, 'bold') : seg(` ${label}  `, name === 'asks' ? 'warn' : 'plain')]
  })
}

/** What was just said, else what is wrong, else all of what the cursor stands on. */
export function statusRow(model: FleetModel): Row {
  const { said: spoken, words, opening, snapshot, now } = model
  if (spoken) return row(seg(` ${spoken.text}`, spoken.tone))
  if (opening !== null) return row(seg(` ${words.fleet.opening(opening)}`, 'dim'))
  const { trouble, at, picture } = snapshot
  if (trouble) {
    const since = picture && words.fleet.asOf(clockTime(new Date(at).toISOString()), age(now - at, words.times))
    // What a long text would push out stands before it.
    const said = trouble.isAway ? [words.fleet.away, since] : [since, trouble.text]
    return row(seg(` ${said.filter(Boolean).join('  ')}`, 'bad'))
  }
  const pairs = itemUnderCursor(model)?.details(words) ?? []
  return row(seg(` ${pairs.map(([label, value]) => `${label} ${value}`).join('  ')}`, 'dim'))
}

/** As many hints as fit whole, the most useful first. */
export function hintsRow({ words, columns }: FleetModel): Row {
  const hints = fleetKeys
    .filter(({ hint }) => hint !== undefined)
    .toSorted((a, b) => (a.hint ?? 0) - (b.hint ?? 0))
    .map(({ action, keys }) => {
      const [first = '', ...others] = keys
      const key = action === 'section' ? `${first}-${others.at(-1)}` : keyLabel(first, words)
      return [seg(` ${key}`, 'bold'), seg(` ${words.fleet.hints[action]} `, 'dim')]
    })
  const shown: Segment[] = []
  for (const hint of hints) if (rowWidth([...shown, ...hint]) <= columns) shown.push(...hint)
  return fitRow(shown, columns)
}

/** How much there is of each, as many rows as fit; in the smallest window the one that matters most. */
export function factRows(model: FleetModel, rows: number): Row[] {
  const { words, columns, snapshot } = model
  const counts = countsOf(model)
  const facts = sections.flatMap(({ name }): Row[] => {
    const count = counts.get(name) ?? 0
    return count > 0 ? [row(seg(`${count} ${words.fleet.sections[name]}`, name === 'asks' ? 'warn' : 'plain'))] : []
  })
  const trouble = snapshot.trouble ? [statusRow(model)] : []
  const shown = [...trouble, ...facts]
  return (shown.length > 0 ? shown : [row(seg(words.fleet.nothing, 'dim'))])
    .slice(0, rows)
    .map((content) => cutRow(content, columns))
}
