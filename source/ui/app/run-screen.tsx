// The screen of a run: hands keys and tidings to `update`, what it wants done to the performer, and draws the model.
import { useIsScreenReaderEnabled } from 'ink'
import type { ReactNode } from 'react'
import { leaveControl } from '../../files/control.ts'
import type { LanguageWish } from '../words/words.ts'
import { useLook } from '../draw/look.ts'
import { useSize } from '../draw/use-size.ts'
import { useScreen, type ScreenActions } from '../output/screen-context.ts'
import type { Away } from './away.ts'
import type { Message } from './message.ts'
import type { Model } from './model.ts'
import type { Command } from './commands.ts'
import { createPerformer, type PerformedCommand } from './perform.ts'
import { Screen } from './screen.tsx'
import type { Project, SessionPorts } from './session-ports.ts'
import type { RunStore } from './store.ts'
import { takesText, update } from './update.ts'
import { begin } from './update-world.ts'
import { useHeard } from './use-heard.ts'
import { useProgram, type Connection } from './use-program.ts'
import { useLend, type Lend } from './use-lend.ts'
import { useRepository } from './use-repository.ts'

/** Narrower headers have no room for the repository: nobody looks at it. */
const repositoryColumns = 100

export interface RunScreenProps {
  readonly project: Project
  readonly ports: SessionPorts
  readonly store: RunStore
  /** `tos watch`. */
  readonly isReadOnly: boolean
  /** What happened since the last look; null: nothing to tell. */
  readonly away: Away | null
  /** The journal of an archived loop; null: the current one. */
  readonly pastJournal: string | null
  /** What a menu entry stands for, done at once. */
  readonly act: 'checkpoint' | 'rollBack' | null
  /** Behind it is the list it was chosen from. */
  readonly isFromList: boolean
  readonly onLanguage: (language: LanguageWish) => void
  readonly onMenu: () => void
  readonly onLeave: () => void
}

export function RunScreen(props: RunScreenProps): ReactNode {
  const { project, ports, act } = props
  const { columns, rows } = useSize()
  const { words } = useLook()
  const isSpoken = useIsScreenReaderEnabled()
  const screen = useScreen()
  const lend = useLend()
  const { model, tell } = useProgram<Model, Message, Command, ConnectedProps>(
    {
      begin: () => begin(beginningOf(props, { words, columns, rows, isSpoken })),
      update,
      connect: connectTo(screen),
    },
    { ...props, lend },
  )
  const shown = useHeard(model, tell, { takesText: takesText(model), first: act === 'checkpoint' ? ['c'] : [] })
  const repository = useRepository(ports, project, model.present.overview, columns >= repositoryColumns)
  const root = project.elsewhere?.title() ?? project.layout.root
  return <Screen model={shown} standing={{ root, repository: model.past ? null : repository }} />
}

function beginningOf(props: RunScreenProps, shown: Pick<Model, 'words' | 'columns' | 'rows'> & { isSpoken: boolean }) {
  const { project, ports, store, away, pastJournal, act, isReadOnly, isFromList } = props
  const { isSpoken, ...look } = shown
  const setting = {
    isReadOnly,
    isArchived: pastJournal !== null,
    isFromList,
    isSpoken,
    hasCheckpoints: ports.checkpoints(project) !== null,
    isHere: project.elsewhere === undefined,
    commandType: project.config.allow_types[0] ?? 'bash',
  }
  const focus = act ? ('checkpoints' as const) : ('step' as const)
  return { setting, ...look, present: store.getSnapshot(), away: away && { ...away, visited: [] }, focus }
}

type ConnectedProps = RunScreenProps & { readonly lend: Lend }

const connectTo =
  (screen: ScreenActions) =>
  (tell: (message: Message) => void, props: () => ConnectedProps, model: () => Model): Connection<PerformedCommand> => {
    const { project, ports, store, pastJournal } = props()
    const { control, journal } = project.layout
    const { perform, close } = createPerformer({
      project,
      ports,
      store,
      journal: pastJournal ?? journal,
      screen,
      lend: (work) => props().lend(work, (text) => tell({ type: 'told', text, tone: 'warn' })),
      tell,
      onLanguage: (wish) => props().onLanguage(wish),
      onMenu: () => props().onMenu(),
      onLeave: () => props().onLeave(),
    })
    const look = (): void => tell({ type: 'seen', snapshot: store.getSnapshot() })
    const unsubscribe = store.subscribe(look)
    if (store.getSnapshot() !== model().present) look()
    return {
      perform,
      close() {
        unsubscribe()
        close()
        leaveControl(control)
      },
    }
  }
