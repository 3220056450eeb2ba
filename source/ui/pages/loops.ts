// The page of earlier loops: choose one to look back at.
import type { LoopEntry } from '../../files/loops.ts'
import { row, seg } from '../draw/row.tsx'
import { dayAndTime } from '../draw/times.ts'
import type { Words } from '../words/words.ts'
import type { PageRow } from './page-row.ts'

export const loopsPage: PageRow = {
  header: ({ project, folder }) => row(seg(' tos ', 'bold'), seg(project?.layout.root ?? folder, 'dim')),
  facts: ({ loops, words }) => [row(seg(`   ${loops.length > 0 ? words.loops.title : words.loops.none}`))],
  offers: ({ loops, words }) =>
    loops.map((loop) => ({
      label: labelOf(loop, words),
      detail: loop.end
        ? `${dayAndTime(loop.lastAt)}  ${words.plain(loop.end.reason)} (exit ${loop.end.exitCode})`
        : words.loops.noEnd,
      gives: { type: 'look back', journal: loop.journal },
    })),
  hints: ({ words }) => words.loops.hints,
  back: () => ({ type: 'back' }),
}

const labelOf = ({ id, startedAt, isCurrent }: LoopEntry, words: Words): string =>
  `${dayAndTime(startedAt)}  ${id}${isCurrent ? `  (${words.loops.current})` : ''}`
