// The page of a folder without a project: make one, see the demo, or go to the last one.
import { row, seg } from '../draw/row.tsx'
import type { PageRow } from './page-row.ts'

export const welcomePage: PageRow = {
  header: ({ folder }) => row(seg(' tos ', 'bold'), seg(folder, 'dim')),
  facts: ({ words }) => words.welcome.text.map((line) => row(seg(`   ${line}`))),
  offers({ words, preferred: { lastProject } }) {
    const { ways, details } = words.welcome
    const last = { type: 'work', title: ways.last, work: { kind: 'open', root: lastProject } } as const
    return [
      {
        label: ways.demo,
        detail: details.demo,
        gives: { type: 'ask', title: ways.demo, lines: [details.demo], work: { kind: 'demo' } },
      },
      { label: ways.init, detail: details.init, gives: { type: 'work', title: ways.init, work: { kind: 'init' } } },
      ...(lastProject === '' ? [] : [{ label: ways.last, detail: lastProject, gives: last }]),
      { label: ways.settings, detail: words.menu.details.settings, gives: { type: 'go', way: 'settings' } },
      { label: ways.leave, detail: words.menu.details.leave, gives: { type: 'go', way: 'leave' } },
    ]
  },
  hints: ({ words }) => words.menu.hints,
  back: () => null,
}
