// The machines with a worker, and whether they are heard.
import type { FleetHost } from '../../../views/fleet.ts'
import { row, seg, withRight } from '../../draw/row.tsx'
import { age } from '../../draw/times.ts'
import { fit } from '../../draw/width.ts'
import { section } from '../section-row.ts'

/** Renewals come every 15 s; what was not heard for that long has missed one. Seconds. */
const silentFrom = 30

export const hostsSection = section({
  name: 'hosts',
  entries: ({ hosts }) => hosts,
  idOf: ({ name }: FleetHost) => name,
  textOf: ({ name, version }) => `${name} ${version}`,
  fieldsOf: ({ name, version }) => ({ host: name, version }),
  row({ name, running, slots, version, silentSec }, { words, columns }) {
    const silence = silentSec < silentFrom ? '' : words.fleet.silent(age(silentSec * 1000, words.times))
    const left = row(
      seg(`${fit(name, 24)} `, 'bold'),
      seg(`${words.fleet.slots(running, slots)}  `),
      seg(silence, 'bad'),
    )
    return withRight(left, row(seg(`  tos ${version}`, 'dim')), columns)
  },
  details: ({ name, running, slots, version }, { fleet }) => [
    [fleet.labels.host, name],
    [fleet.labels.slots, fleet.slots(running, slots)],
    [fleet.labels.version, version],
  ],
  opens: () => null,
})
