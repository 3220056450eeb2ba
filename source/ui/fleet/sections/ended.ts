// Loops that have ended, the latest first: how, and when.
import { seg } from '../../draw/row.tsx'
import { ageSegment, costSegment, loopSection, placeSegment } from '../loop-section.ts'

export const endedSection = loopSection(
  'ended',
  (loop, { words }) => [
    loop.state === 'poisoned'
      ? seg(`${words.fleet.states.poisoned}  `, 'bad')
      : seg(`${words.fleet.exit(loop.exitCode ?? 0)}  `, loop.exitCode === 0 ? 'good' : 'bad'),
    placeSegment(loop, words),
  ],
  (loop, view) => [costSegment(loop), ageSegment(loop.at, view)],
)
