// Loops that a host runs, and those that are taken again because theirs died.
import { seg } from '../../draw/row.tsx'
import { costSegment, loopSection, placeSegment } from '../loop-section.ts'

export const runningSection = loopSection(
  'running',
  (loop, { words }) => [
    ...(loop.state === 'lost' ? [seg(`${words.fleet.states.lost}  `, 'bad')] : []),
    placeSegment(loop, words),
    seg(loop.attempt > 1 ? words.fleet.attempt(loop.attempt) : '', 'warn'),
  ],
  (loop) => [seg(loop.host === null ? '' : `  ${loop.host}`, 'dim'), costSegment(loop)],
)
