// Loops that wait for a person: what they ask, and since when.
import { seg } from '../../draw/row.tsx'
import { ageSegment, loopSection } from '../loop-section.ts'

export const asksSection = loopSection(
  'asks',
  ({ step, asks, question }, { words }) => [
    seg(step === null ? '' : `${words.fleet.step(step)}  `, 'dim'),
    seg(asks ?? (question === null ? words.fleet.waits : words.question.title(question)), 'warn'),
  ],
  // Where there is little room it is the command's.
  (loop, view) => [
    seg(loop.host === null || view.columns < 66 ? '' : `  ${loop.host}`, 'dim'),
    ageSegment(loop.at, view),
  ],
)
