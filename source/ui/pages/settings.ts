// The page of preferences: each choice is kept at once and seen at once. Settings of runs are files of the project.
import { row, seg } from '../draw/row.tsx'
import { languageNames, languageWishes, wishOf } from '../words/languages.ts'
import type { PageRow } from './page-row.ts'

const frameOrder = ['auto', 'lines', 'ascii'] as const
const after = <V>(order: readonly V[], value: V): V => order[(order.indexOf(value) + 1) % order.length] ?? value

export const settingsPage: PageRow = {
  header: ({ words }) => row(seg(' tos ', 'bold'), seg(words.settings.title, 'dim')),
  facts: ({ words, preferences, project }) => {
    const names = project ? ['config/config_v0_3.json', 'config/tos.json'] : []
    const files = [preferences, ...names.map((name) => `${project?.layout.root}/${name}`)]
    return [words.settings.text, ...files].map((line) => row(seg(`   ${line}`, 'dim')))
  },
  offers: ({ words, preferred: { frame, language: preferred } }) => {
    const { labels, values, changes } = words.settings
    const language = wishOf(preferred) ?? 'auto'
    return [
      {
        label: `${labels.language}: ${language === 'auto' ? values.auto : languageNames[language]}`,
        detail: changes,
        gives: { type: 'prefer', change: { language: after(languageWishes, language) } },
      },
      {
        label: `${labels.frame}: ${values[frame]}`,
        detail: changes,
        gives: { type: 'prefer', change: { frame: after(frameOrder, frame) } },
      },
    ]
  },
  hints: ({ words }) => words.loops.hints,
  back: () => ({ type: 'back' }),
}
