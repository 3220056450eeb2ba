// A page to choose from: hands keys and tidings to `updatePage`, does what it wants done, and draws the model.
import { useState, type ReactNode } from 'react'
import { succeed, type Result } from '../../core/failure.ts'
import { loopsOf } from '../../files/loops.ts'
import type { Preferred } from '../../files/preferences.ts'
import type { Project, SessionPorts } from '../app/session-ports.ts'
import { useHeard } from '../app/use-heard.ts'
import { useProgram, type Connection } from '../app/use-program.ts'
import { useLook } from '../draw/look.ts'
import { useSize } from '../draw/use-size.ts'
import type { PageCommand, PageMessage, PageWork } from './message.ts'
import type { PageModel, PageName } from './model.ts'
import type { MenuWay } from './menu-way.ts'
import { nowhere, watchStanding, type StandingWatch } from './standing.ts'
import { takesText, updatePage } from './update.ts'
import { PageView } from './view.tsx'

export interface ChoosingPageProps {
  readonly name: PageName
  readonly project: Project | null
  readonly ports: SessionPorts
  readonly preferred: Preferred
  readonly onWay: (way: Exclude<MenuWay, 'demo'>) => void
  readonly onLookBack: (journal: string) => void
  readonly onPrefer: (change: Partial<Preferred>) => void
  readonly onBack: () => void
  /** A project to be looked at from now on; its run has begun, or it was only opened. */
  readonly onProject: (project: Project, hasBegun: boolean) => void
}

export function ChoosingPage(props: ChoosingPageProps): ReactNode {
  const { columns, rows } = useSize()
  const { words } = useLook()
  const { name, project, ports, preferred } = props
  const [watch] = useState(() => (name === 'menu' && project ? watchStanding(project) : null))
  const begin = (): readonly [PageModel, PageCommand[]] => [
    {
      name,
      words,
      columns,
      rows,
      project,
      preferred,
      folder: ports.folder,
      standing: watch?.now() ?? nowhere,
      loops: name === 'loops' && project ? loopsOf(project.layout) : [],
      preferences: ports.preferences.path,
      chosen: 0,
      dialog: null,
      opened: 0,
    },
    [],
  ]
  const { model, tell } = useProgram<PageModel, PageMessage, PageCommand, ChoosingPageProps>(
    { begin, update: updatePage, connect: (...known) => connect(watch, ...known) },
    props,
  )
  return <PageView model={useHeard(model, tell, { takesText: takesText(model) })} />
}

type Tell = (message: PageMessage) => void

function connect(
  watch: StandingWatch | null,
  tell: Tell,
  props: () => ChoosingPageProps,
  model: () => PageModel,
): Connection<Exclude<PageCommand, { type: 'wait' }>> {
  const unfollow = watch?.follow(model().standing, (standing) => tell({ type: 'stands', standing }))
  let isClosed = false
  const work = async (title: string, wanted: PageWork): Promise<void> => {
    const done = await doneOf(wanted, props())
    if (isClosed) return
    if (done.ok) props().onProject(done.value, wanted.kind === 'start' || wanted.kind === 'demo')
    else tell({ type: 'failed', title, failure: done.failure })
  }
  return {
    perform(command) {
      switch (command.type) {
        case 'work':
          return void work(command.title, command.work)
        case 'go':
          return props().onWay(command.way)
        case 'look back':
          return props().onLookBack(command.journal)
        case 'prefer':
          return props().onPrefer(command.change)
        case 'back':
          return props().onBack()
      }
    },
    close() {
      isClosed = true
      unfollow?.()
    },
  }
}

/** The project that is there then. */
async function doneOf(work: PageWork, { ports, project }: ChoosingPageProps): Promise<Result<Project>> {
  switch (work.kind) {
    case 'open':
      return ports.open(work.root)
    case 'init': {
      const made = await ports.initProject(ports.folder)
      return made.ok ? ports.open(made.value) : made
    }
    case 'demo': {
      const made = await ports.makeDemo()
      const opened = made.ok ? ports.open(made.value) : made
      if (!opened.ok) return opened
      const started = await ports.start(opened.value, { mode: 'run', until: 'loop', inDoubt: 'stop' })
      return started.ok ? opened : started
    }
    case 'start': {
      if (!project) throw new Error('a run without a project')
      const started = await ports.start(project, work.wish)
      return started.ok ? succeed(project) : started
    }
  }
}
