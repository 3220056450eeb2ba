// Loops that wait for a worker: how urgent they are, and since when.
import { seg } from '../../draw/row.tsx'
import { dayAndTime } from '../../draw/times.ts'
import { ageSegment, loopSection, placeSegment } from '../loop-section.ts'

export const queuedSection = loopSection(
  'queued',
  (loop, { words, now }) => [
    seg(loop.attempt > 0 ? `${words.fleet.goesOn}  ` : ''),
    placeSegment(loop, words),
    seg(loop.priority === 0 ? '' : `${words.fleet.priority(loop.priority)}  `),
    seg(
      loop.notBefore !== null && Date.parse(loop.notBefore) > now
        ? words.fleet.notBefore(dayAndTime(loop.notBefore))
        : '',
      'dim',
    ),
  ],
  (loop, view) => [seg(loop.team === '' ? '' : `  ${loop.team}`, 'dim'), ageSegment(loop.submittedAt, view)],
)
