// What is submitted again and again.
import type { FleetSchedule } from '../../../views/fleet.ts'
import { row, seg, withRight } from '../../draw/row.tsx'
import { dayAndTime } from '../../draw/times.ts'
import { fit } from '../../draw/width.ts'
import { section } from '../section-row.ts'

export const schedulesSection = section({
  name: 'schedules',
  entries: ({ schedules }) => schedules,
  idOf: ({ name }: FleetSchedule) => name,
  textOf: ({ name, project, cron, by }) => `${name} ${project} ${cron} ${by}`,
  fieldsOf: ({ project, by }) => ({ project, by }),
  row: ({ project, cron, by, next }, { columns, words }) =>
    withRight(
      row(seg(`${fit(project, 24)} `, 'bold'), seg(`${cron}  ${words.fleet.next(dayAndTime(next))}`)),
      row(seg(`  ${by}`, 'dim')),
      columns,
    ),
  details: ({ name, project, cron, by }, { fleet }) => [
    [fleet.labels.schedule, `${cron} (${name})`],
    [fleet.labels.project, project],
    [fleet.labels.by, by],
  ],
  opens: () => null,
})
