// The page of the fleet: hands keys and tidings to `updateFleet`, does what it wants done, and draws the model.
import { useIsScreenReaderEnabled } from 'ink'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useLook } from '../draw/look.ts'
import { useSize } from '../draw/use-size.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useScreen } from '../output/screen-context.ts'
import type { FleetPorts, OpenedLoop } from '../app/session-ports.ts'
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
  const { model, tell } = useModel(props)
  useEffect(() => tell({ type: 'resized', columns, rows }), [tell, columns, rows])
  useEffect(() => tell({ type: 'worded', words }), [tell, words])
  const { dialog } = model
  useKeys({
    isActive: dialog === null || dialog.isReady,
    target: dialog?.number ?? 0,
    onText: takesText(model) ? (text) => tell({ type: 'text', text }) : null,
    onKey: (name, isSure) => tell({ type: 'key', name, isSure }),
  })
  return <FleetScreen model={{ ...model, columns, rows, words }} />
}

function useModel(props: FleetPageProps): { model: FleetModel; tell: (message: FleetMessage) => void } {
  const { ports, view } = props
  const { columns, rows } = useSize()
  const { words } = useLook()
  const isSpoken = useIsScreenReaderEnabled()
  const screen = useScreen()
  const [first] = useState((): FleetModel => {
    const { place, feed } = ports
    const known = { words, columns, rows, isSpoken, place, view, snapshot: feed.getSnapshot(), now: Date.now() }
    return { ...known, dialog: null, said: null, opening: null, noticed: null, title: '', opened: 0, count: 0 }
  })
  const [model, setModel] = useState(first)
  const latest = useRef(first)
  const perform = useRef<((command: FleetCommand) => void) | null>(null)
  const [tell] = useState(() => (message: FleetMessage) => {
    const [next, commands] = updateFleet(latest.current, message)
    latest.current = next
    setModel(next)
    for (const command of commands) perform.current?.(command)
  })
  const outside = useRef(props)
  useEffect(() => {
    outside.current = props
  })
  // Before any key is handed out.
  useLayoutEffect(() => {
    const timers = new Set<NodeJS.Timeout>()
    let isClosed = false
    const open = async (name: string): Promise<void> => {
      const opened = await ports.open(name)
      if (isClosed) return opened.ok ? opened.value.close() : undefined
      if (opened.ok) outside.current.onOpen(opened.value, latest.current.view)
      else tell({ type: 'failed', title: name, failure: opened.failure })
    }
    perform.current = (command) => {
      switch (command.type) {
        case 'wait': {
          const timer = setTimeout(() => {
            timers.delete(timer)
            tell(command.message)
          }, command.ms)
          return void timers.add(timer)
        }
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
          return outside.current.onLeave()
      }
    }
    const look = (): void => tell({ type: 'seen', snapshot: ports.feed.getSnapshot() })
    const unsubscribe = ports.feed.subscribe(look)
    look()
    const clock = setInterval(() => tell({ type: 'clock', now: Date.now() }), clockMs)
    return () => {
      isClosed = true
      perform.current = null
      unsubscribe()
      clearInterval(clock)
      for (const timer of timers) clearTimeout(timer)
    }
  }, [ports, screen, tell])
  return { model, tell }
}
