// The screen: lays out the panels for the terminal's size, moves the focus, scrolls. It knows nothing of running.
import { Box, useApp, useInput, useStdin, useWindowSize } from 'ink'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { intentOf, type Intent } from './keys.ts'
import { layoutFor, panelKeys, panelOrder, type PanelName, type ScreenLayout } from './layout.ts'
import { asciiFrame, lineFrame, type Frame } from './panel.tsx'
import { CheckpointsPanel } from './panels/checkpoints.tsx'
import { PolicyPanel } from './panels/policy.tsx'
import { RunPanel, runWord } from './panels/run.tsx'
import { StepPanel } from './panels/step.tsx'
import { fitRow, row, RowText, seg, withRight, type Row } from './row.tsx'
import type { RunStore, Snapshot } from './store.ts'
import { duration } from './times.ts'

const panels = { step: StepPanel, run: RunPanel, policy: PolicyPanel, checkpoints: CheckpointsPanel } as const
const pageRows = 10

export interface AppProps {
  readonly store: RunStore
  readonly root: string
  readonly isAscii: boolean
}

export function App({ store, root, isAscii }: AppProps): ReactNode {
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot)
  const { columns, rows } = useWindowSize()
  const [focus, setFocus] = useState<PanelName>('step')
  const [scrolls, setScrolls] = useState<Partial<Record<PanelName, number>>>({})
  const { exit } = useApp()
  const { isRawModeSupported } = useStdin()

  const act = (intent: Intent): void => {
    const at = panelOrder.indexOf(focus)
    const neighbour = (by: number) => panelOrder[(at + by + panelOrder.length) % panelOrder.length] ?? 'step'
    switch (intent.kind) {
      case 'focus':
        return setFocus(intent.panel)
      case 'focusNext':
        return setFocus(neighbour(1))
      case 'focusPrevious':
        return setFocus(neighbour(-1))
      case 'move':
        return setScrolls({ ...scrolls, [focus]: scrolled(scrolls[focus] ?? 0, intent, focus) })
      case 'leave':
        return exit()
    }
  }
  useInput(
    (input, key) => {
      const intent = intentOf(input, key)
      if (intent) act(intent)
    },
    { isActive: isRawModeSupported },
  )

  const layout = layoutFor(columns, rows)
  const frame = isAscii ? asciiFrame : lineFrame
  return <Screen {...{ snapshot, layout, columns, focus, scrolls, frame, root }} />
}

/** The step panel stands at its end and scrolls back; lists stand at their newest row and scroll on. */
function scrolled(scroll: number, { by, direction }: Extract<Intent, { kind: 'move' }>, focus: PanelName): number {
  const towards = focus === 'step' ? -direction : direction
  if (by === 'end') return towards > 0 ? Number.MAX_SAFE_INTEGER : 0
  return Math.max(0, Math.min(scroll, 10_000) + towards * (by === 'page' ? pageRows : 1))
}

export interface ScreenProps {
  readonly snapshot: Snapshot
  readonly layout: ScreenLayout
  readonly columns: number
  readonly focus: PanelName
  readonly scrolls: Partial<Record<PanelName, number>>
  readonly frame: Frame
  readonly root: string
}

/** What is on the screen, as a function of everything it shows. */
export function Screen(props: ScreenProps): ReactNode {
  const { snapshot, layout, columns, focus, root } = props
  const header = <RowText content={headerRow(snapshot, columns, root)} />
  const footer = <RowText content={footerRow(snapshot, columns)} />
  switch (layout.kind) {
    case 'word':
      return <RowText content={fitRow(row(runWord(snapshot).word), columns)} />
    case 'line':
      return header
    case 'tabs':
      return (
        <Box flexDirection="column">
          {header}
          <RowText content={tabsRow(focus, snapshot, columns)} />
          {panel(props, focus, layout.panel)}
          {footer}
        </Box>
      )
    case 'wide':
      return (
        <Box flexDirection="column">
          {header}
          <Box>
            <Box flexDirection="column">
              {panel(props, 'run', layout.left.run)}
              {panel(props, 'policy', layout.left.policy)}
              {panel(props, 'checkpoints', layout.left.checkpoints)}
            </Box>
            {panel(props, 'step', layout.step)}
          </Box>
          {footer}
        </Box>
      )
  }
}

function panel(
  { snapshot, focus, scrolls, frame }: ScreenProps,
  name: PanelName,
  place: { width: number; height: number },
): ReactNode {
  const Component = panels[name]
  return <Component {...{ snapshot, place, frame }} isFocused={focus === name} scroll={scrolls[name] ?? 0} />
}

function headerRow(snapshot: Snapshot, columns: number, root: string): Row {
  const { word, tone } = runWord(snapshot)
  const { job, step, run, loop } = snapshot.overview.state
  const until = run?.ended ? Date.parse(run.ended.at) : snapshot.now
  const place = job && step ? `job ${job.job} step ${step.step}` : (loop?.id ?? '')
  const time = run ? duration(until - Date.parse(run.startedAt)) : ''
  return withRight(
    row(seg(' tos ', 'bold'), seg(`${word} `, tone), seg(` ${place}   `), seg(root, 'dim')),
    row(seg(`${time} `)),
    columns,
  )
}

const titles: Record<PanelName, string> = { step: 'Step', run: 'Run', policy: 'Policy', checkpoints: 'Checkpoints' }

function tabsRow(focus: PanelName, snapshot: Snapshot, columns: number): Row {
  const { deny } = snapshot.overview.totals
  const tabs = panelOrder.map((name) => {
    const title = `${panelKeys[name]} ${titles[name]}${name === 'policy' && deny > 0 ? ` (${deny} deny)` : ''}`
    return name === focus ? seg(`[${title}] `, 'bold') : seg(` ${title}  `)
  })
  return fitRow(row(' ', ...tabs), columns)
}

function footerRow({ trouble, isRunning }: Snapshot, columns: number): Row {
  if (trouble) return fitRow(row(seg(` ${trouble}`, 'bad')), columns)
  const hints = [
    isRunning ? 'q leave (run goes on)' : 'q leave',
    'tab next panel',
    '0 1 3 4 panels',
    'arrows move',
    'g G top, bottom',
  ]
  return fitRow(row(seg(` ${fitting(hints, columns - 1)}`, 'dim')), columns)
}

/** As many hints as fit whole, the most useful first. */
function fitting(hints: readonly string[], columns: number): string {
  return hints.reduce((line, hint) => {
    const longer = line === '' ? hint : `${line}   ${hint}`
    return longer.length <= columns ? longer : line
  }, '')
}
