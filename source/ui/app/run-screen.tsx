// The screen of a run: hands keys and tidings to `update`, what it wants done to the performer, and draws the model.
import { useIsScreenReaderEnabled } from 'ink'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { leaveControl } from '../../files/control.ts'
import type { LanguageWish } from '../words/words.ts'
import { useLook } from '../draw/look.ts'
import { useSize } from '../draw/use-size.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useScreen } from '../output/screen-context.ts'
import type { Away } from './away.ts'
import type { Message } from './message.ts'
import type { Model } from './model.ts'
import { createPerformer, type Performer } from './perform.ts'
import { Screen } from './screen.tsx'
import type { Project, SessionPorts } from './session-ports.ts'
import type { RunStore } from './store.ts'
import { takesText, update } from './update.ts'
import { begin } from './update-world.ts'
import { useLend } from './use-lend.ts'
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
  const { project, ports } = props
  const { columns, rows } = useSize()
  const { words } = useLook()
  const { model, tell } = useModel(props)
  useEffect(() => tell({ type: 'resized', columns, rows }), [tell, columns, rows])
  useEffect(() => tell({ type: 'worded', words }), [tell, words])
  const repository = useRepository(ports, project, model.present.overview, columns >= repositoryColumns)
  const { dialog } = model
  useKeys({
    first: props.act === 'checkpoint' ? ['c'] : [],
    // What is typed before a dialog can have been read is not meant for it, and not for what comes after.
    isActive: dialog === null || dialog.isReady,
    target: dialog?.number ?? 0,
    onText: takesText(model) ? (text) => tell({ type: 'text', text }) : null,
    onKey: (name, isSure) => tell({ type: 'key', name, isSure }),
  })
  // The size and the language of this moment; the model hears of them behind the frame.
  const shown = { ...model, columns, rows, words }
  const root = project.elsewhere?.title() ?? project.layout.root
  return <Screen model={shown} standing={{ root, repository: model.past ? null : repository }} />
}

/** The model, and the way to change it. */
function useModel(props: RunScreenProps): { model: Model; tell: (message: Message) => void } {
  const { project, ports, store, away, pastJournal, act, isReadOnly, isFromList } = props
  const { columns, rows } = useSize()
  const { words } = useLook()
  const isSpoken = useIsScreenReaderEnabled()
  const screen = useScreen()
  const [[first, firstCommands]] = useState(() =>
    begin({
      setting: {
        isReadOnly,
        isArchived: pastJournal !== null,
        isFromList,
        isSpoken,
        hasCheckpoints: ports.checkpoints(project) !== null,
        isHere: project.elsewhere === undefined,
        commandType: project.config.allow_types[0] ?? 'bash',
      },
      words,
      columns,
      rows,
      present: store.getSnapshot(),
      away: away && { ...away, visited: [] },
      focus: act ? 'checkpoints' : 'step',
    }),
  )
  const [model, setModel] = useState(first)
  const latest = useRef(first)
  const performer = useRef<Performer | null>(null)
  const [tell] = useState(() => (message: Message) => {
    const [next, commands] = update(latest.current, message)
    latest.current = next
    setModel(next)
    for (const command of commands) performer.current?.perform(command)
  })
  const lend = useLend((text) => tell({ type: 'told', text, tone: 'warn' }))
  const outside = useRef({ ...props, lend })
  useEffect(() => {
    outside.current = { ...props, lend }
  })
  // Before any key is handed out.
  useLayoutEffect(() => {
    const { control, journal } = project.layout
    const opened = createPerformer({
      project,
      ports,
      store,
      journal: pastJournal ?? journal,
      screen,
      lend: (work) => outside.current.lend(work),
      tell,
      onLanguage: (wish) => outside.current.onLanguage(wish),
      onMenu: () => outside.current.onMenu(),
      onLeave: () => outside.current.onLeave(),
    })
    performer.current = opened
    for (const command of firstCommands) opened.perform(command)
    const look = (): void => tell({ type: 'seen', snapshot: store.getSnapshot() })
    const unsubscribe = store.subscribe(look)
    if (store.getSnapshot() !== latest.current.present) look()
    return () => {
      unsubscribe()
      opened.close()
      performer.current = null
      leaveControl(control)
    }
  }, [project, ports, store, pastJournal, screen, tell, firstCommands])
  return { model, tell }
}
