// The page of preferences: each choice is kept at once and seen at once. Settings of runs are files of the project.
import type { ReactNode } from 'react'
import type { Preferred } from '../../files/preferences.ts'
import { Chooser, type Offer } from './chooser.tsx'
import { useLook } from '../draw/look.ts'
import { languageWishes, wishOf } from '../words/languages.ts'
import { row, seg } from '../draw/row.tsx'
import type { Project } from '../app/session-ports.ts'

export interface SettingsProps {
  readonly project: Project | null
  readonly preferred: Preferred
  readonly path: string
  readonly onChange: (change: Partial<Preferred>) => void
  readonly onBack: () => void
  readonly onLeave: () => void
}

const frameOrder = ['auto', 'lines', 'ascii'] as const
const after = <V,>(order: readonly V[], value: V): V => order[(order.indexOf(value) + 1) % order.length] ?? value

export function SettingsPage({ project, preferred, path, onChange, onBack, onLeave }: SettingsProps): ReactNode {
  const { words } = useLook()
  const { labels, values } = words.settings
  const { frame } = preferred
  const language = wishOf(preferred.language) ?? 'auto'
  const offers: Offer<Partial<Preferred>>[] = [
    {
      value: { language: after(languageWishes, language) },
      label: `${labels.language}: ${values[language]}`,
      detail: words.settings.changes,
    },
    {
      value: { frame: after(frameOrder, frame) },
      label: `${labels.frame}: ${values[frame]}`,
      detail: words.settings.changes,
    },
  ]
  const files = [
    path,
    ...(project ? ['config/config_v0_3.json', 'config/tos.json'].map((name) => `${project.layout.root}/${name}`) : []),
  ]
  return (
    <Chooser
      header={row(seg(' tos ', 'bold'), seg(words.settings.title, 'dim'))}
      facts={[words.settings.text, ...files].map((line) => row(seg(`   ${line}`, 'dim')))}
      offers={offers}
      hints={words.loops.hints}
      dialog={null}
      onDialog={() => undefined}
      onChoose={onChange}
      onBack={onBack}
      onLeave={onLeave}
    />
  )
}
