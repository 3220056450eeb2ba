// What teams and projects may use.
import type { FleetLimit } from '../../../views/fleet.ts'
import { row, seg } from '../../draw/row.tsx'
import { fit } from '../../draw/width.ts'
import type { Words } from '../../words/words.ts'
import { section } from '../section-row.ts'

const partsOf = ({ maxRunning, usdPerDay, spentUsd, requestsPerMinute }: FleetLimit, { fleet }: Words): string[] => [
  ...(maxRunning === null ? [] : [fleet.atATime(maxRunning)]),
  ...(usdPerDay === null ? [] : [fleet.perDay((spentUsd ?? 0).toFixed(2), usdPerDay.toFixed(2))]),
  ...(requestsPerMinute === null ? [] : [fleet.perMinute(requestsPerMinute)]),
]

export const limitsSection = section({
  name: 'limits',
  entries: ({ limits }) => limits,
  idOf: ({ name }: FleetLimit) => name,
  textOf: ({ name }) => name,
  fieldsOf: ({ name }) => ({ team: name }),
  row: (limit, { words }) => row(seg(`${fit(limit.name, 24)} `, 'bold'), seg(partsOf(limit, words).join('  '))),
  details: (limit, words) => partsOf(limit, words).map((part) => [limit.name, part] as const),
  opens: () => null,
})
