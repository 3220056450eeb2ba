// The page of a folder without a project: make one, see the demo, or go to the last one.
import type { ReactNode } from 'react'
import type { Result } from '../../core/failure.ts'
import { Chooser, type Offer } from './chooser.tsx'
import { useLook } from '../draw/look.ts'
import { row, seg } from '../draw/row.tsx'
import type { Project, SessionPorts } from '../app/session-ports.ts'
import { useWork } from './use-work.ts'

type Way = 'init' | 'demo' | 'last' | 'settings' | 'leave'

export interface WelcomeProps {
  readonly ports: SessionPorts
  readonly open: (root: string) => Result<Project>
  readonly onProject: (project: Project) => void
  /** Makes the demo's project and begins its loop. */
  readonly demo: () => Promise<Result<Project>>
  readonly onDemo: (project: Project) => void
  readonly onSettings: () => void
  readonly onLeave: () => void
}

export function Welcome({ ports, open, onProject, demo, onDemo, onSettings, onLeave }: WelcomeProps): ReactNode {
  const { words } = useLook()
  const { dialog, setDialog, work, ask } = useWork()
  const { lastProject } = ports.preferences.preferred
  const offer = (value: Way, detail: string): Offer<Way> => ({ value, label: words.welcome.ways[value], detail })
  const enter = (root: string) => Promise.resolve(open(root))
  const init = async () => {
    const made = await ports.initProject(ports.folder)
    return made.ok ? open(made.value) : made
  }
  const choose = (way: Way): void => {
    const title = words.welcome.ways[way]
    switch (way) {
      case 'last':
        return work(title, () => enter(lastProject), onProject)
      case 'demo':
        return ask(title, [words.welcome.details.demo], () => work(title, demo, onDemo))
      case 'init':
        return work(title, init, onProject)
      case 'settings':
        return onSettings()
      case 'leave':
        return onLeave()
    }
  }
  return (
    <Chooser
      header={row(seg(' tos ', 'bold'), seg(ports.folder, 'dim'))}
      facts={words.welcome.text.map((line) => row(seg(`   ${line}`)))}
      offers={[
        offer('demo', words.welcome.details.demo),
        offer('init', words.welcome.details.init),
        ...(lastProject === '' ? [] : [offer('last', lastProject)]),
        offer('settings', words.menu.details.settings),
        offer('leave', words.menu.details.leave),
      ]}
      hints={words.menu.hints}
      dialog={dialog}
      onDialog={setDialog}
      onChoose={choose}
      onBack={() => undefined}
      onLeave={onLeave}
    />
  )
}
