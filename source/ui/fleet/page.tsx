// The page of the fleet: hands keys and tidings to `updateFleet`, does what it wants done, and draws the model.
import { useIsScreenReaderEnabled } from 'ink'
import type { ReactNode } from 'react'
import { useLook } from '../draw/look.ts'
import { useSize } from '../draw/use-size.ts'
import { useScreen, type ScreenActions } from '../output/screen-context.ts'
import type { FleetPorts, OpenedLoop } from '../app/session-ports.ts'
import { useHeard } from '../app/use-heard.ts'
import { useProgram, type Connection } from '../app/use-program.ts'
import type { FleetCommand, FleetMessage } from './message.ts'
import type { FleetModel, FleetView } from './model.ts'
import { FleetScreen } from './screen.tsx'
import { takesText, updateFleet } from './update.ts'

/** Milliseconds between two looks at the clock: ages are told in minutes. */
const clockMs = 30_000

export interface FleetPageProps {
  readonly ports: FleetPorts
  /** What was looked at before. */
  readonly view: FleetView
  readonly onOpen: (opened: OpenedLoop, view: FleetView) => void
  readonly onLeave: () => void
}

export function FleetPage(props: FleetPageProps): ReactNode {
  const { columns, rows } = useSize()
  const { words } = useLook()
  const isSpoken = useIsScreenReaderEnabled()
  const screen = useScreen()
  const begin = (): readonly [FleetModel, FleetCommand[]] => {
    const { place, feed } = props.ports
    const known = { words, columns, rows, isSpoken, place, view: props.view }
    const news = { snapshot: feed.getSnapshot(), now: Date.now(), noticed: null, title: '' }
    return [{ ...known, ...news, dialog: null, said: null, opening: null, opened: 0, count: 0 }, []]
  }
  const { model, tell } = useProgram<FleetModel, FleetMessage, FleetCommand, FleetPageProps>(
    { begin, update: updateFleet, connect: connectTo(screen) },
    props,
  )
  return <FleetScreen model={useHeard(model, tell, { takesText: takesText(model) })} />
}

type Done = Connection<Exclude<FleetCommand, { type: 'wait' }>>

const connectTo =
  (screen: ScreenActions) =>
  (tell: (message: FleetMessage) => void, props: () => FleetPageProps, model: () => FleetModel): Done => {
    const { ports } = props()
    let isClosed = false
    const open = async (name: string): Promise<void> => {
      const opened = await ports.open(name)
      if (isClosed) return opened.ok ? opened.value.close() : undefined
      if (opened.ok) props().onOpen(opened.value, model().view)
      else tell({ type: 'failed', title: name, failure: opened.failure })
    }
    const look = (): void => tell({ type: 'seen', snapshot: ports.feed.getSnapshot() })
    const unsubscribe = ports.feed.subscribe(look)
    look()
    const clock = setInterval(() => tell({ type: 'clock', now: Date.now() }), clockMs)
    return {
      perform(command) {
        switch (command.type) {
          case 'open':
            return void open(command.name)
          case 'look':
            return ports.feed.look()
          case 'copy':
            return tell({ type: 'copied', isWhole: screen.copy(command.text) })
          case 'ring':
            screen.ring()
            return screen.notify(command.text)
          case 'title':
            return screen.setTitle(command.text)
          case 'redraw':
            return screen.redraw()
          case 'suspend':
            return screen.suspend()
          case 'leave':
            return props().onLeave()
        }
      },
      close() {
        isClosed = true
        unsubscribe()
        clearInterval(clock)
      },
    }
  }
