// Everything on the screen of a run, as a function of what it shows: lays out header, panels, status and hints.
import { Box, useIsScreenReaderEnabled } from 'ink'
import type { ReactNode } from 'react'
import { isLooping } from '../../core/state.ts'
import { maxJobs } from '../../core/settings.ts'
import { factRows, headerRow, spokenHeaderRows, stateSegments, tabsRow, type Standing } from './header.ts'
import { CommandLine } from './command-line.tsx'
import type { Dialog } from '../dialogs/dialog.ts'
import { DialogView, type DialogKept } from '../dialogs/dialog-view.tsx'
import type { Field } from '../draw/field.ts'
import { statusRowOf, type PanelName, type Place, type ScreenLayout } from '../draw/layout.ts'
import type { JobEntry, Lists, ListName, SeenList } from '../panels/lists.ts'
import { useLook } from '../draw/look.ts'
import { CheckpointsPanel } from '../panels/checkpoints.tsx'
import { EventsPanel } from '../panels/events.tsx'
import { JobsPanel } from '../panels/jobs.tsx'
import { PolicyPanel } from '../panels/policy.tsx'
import { RunPanel } from '../panels/run.tsx'
import { StepPanel } from '../panels/step.tsx'
import { SummaryPanel } from '../panels/summary.tsx'
import { fitRow, row, RowText, seg, type Row } from '../draw/row.tsx'
import type { Snapshot } from './store.ts'
import type { NightRow } from '../../views/night.ts'
import type { ViewState } from './view-state.ts'

export interface ScreenProps {
  readonly snapshot: Snapshot
  readonly lists: { readonly [N in ListName]: SeenList<Lists[N][number]> }
  readonly view: ViewState
  readonly layout: ScreenLayout
  readonly columns: number
  readonly standing: Standing
  /** LIVE, or which moment is looked at. */
  readonly badge: string
  readonly status: Row
  readonly hints: Row
  /** What is being typed in the `:` line, in place of the status; null while it is closed. */
  readonly line: Field | null
  /** Rows of the terminal. */
  readonly rows: number
  readonly question: readonly Row[]
  /** In the step's place while nothing runs; empty while there is none. */
  readonly summary: readonly NightRow[]
  /** Whatever the filter of their list. */
  readonly allJobs: readonly JobEntry[]
  /** Stands where the step does. */
  readonly dialog: {
    readonly shown: Dialog
    readonly number: number
    readonly kept: DialogKept
    readonly onNext: (next: Dialog | null) => void
  } | null
}

export function Screen(props: ScreenProps): ReactNode {
  const { snapshot, layout, columns, rows, standing, view, status, hints, line, dialog } = props
  const { words } = useLook()
  const isSpoken = useIsScreenReaderEnabled()
  if (layout.kind === 'word') return <RowText content={fitRow(row(...stateSegments(snapshot, words)), columns)} />
  if (layout.kind === 'facts')
    return (
      <Box flexDirection="column">
        {factRows(snapshot, words, columns, layout.rows).map((content, i) => (
          <RowText key={i} content={content} />
        ))}
      </Box>
    )
  const above = isSpoken
    ? spokenHeaderRows(snapshot, words)
    : [
        headerRow(snapshot, words, columns, standing),
        ...(layout.kind === 'single' && layout.hasTabs ? [tabs(props, words, columns)] : []),
      ]
  const top = above.length
  const origin = layout.kind === 'wide' ? { x: layout.places.run.width, y: top } : { x: 0, y: top }
  const main = (name: PanelName, place: Place): ReactNode =>
    dialog ? (
      <DialogView
        key={dialog.number}
        dialog={dialog.shown}
        kept={dialog.kept}
        onNext={dialog.onNext}
        {...{ place, origin }}
      />
    ) : (
      <PanelOf {...{ name, props, place }} />
    )
  return (
    <Box flexDirection="column">
      {above.map((content, i) => (
        <RowText key={i} content={content} />
      ))}
      {layout.kind === 'wide' ? (
        <Box>
          <Box flexDirection="column">
            {layout.left.map((name) => (
              <PanelOf key={name} {...{ name, props }} place={layout.places[name]} />
            ))}
          </Box>
          <Box flexDirection="column">
            {main('step', layout.places.step)}
            <PanelOf name="events" props={props} place={layout.places.events} />
          </Box>
        </Box>
      ) : (
        main(view.focus, layout.panel)
      )}
      {line ? (
        <CommandLine {...{ line, columns }} y={statusRowOf(rows)} />
      ) : (
        <RowText content={fitRow(status, columns)} />
      )}
      {isSpoken && !line ? null : (
        <RowText content={dialog ? fitRow(row(seg(` ${words.dialog.keys}`, 'dim')), columns) : hints} />
      )}
    </Box>
  )
}

function tabs(
  { snapshot, lists, view, badge }: ScreenProps,
  words: Parameters<typeof tabsRow>[1],
  columns: number,
): Row {
  const { deny } = snapshot.overview.totals
  const counts: Record<PanelName, string> = {
    step: '',
    run: '',
    jobs: '',
    policy: deny > 0 ? ` (${words.policy.denied(deny)})` : '',
    checkpoints: ` (${lists.checkpoints.entries.length})`,
    events: '',
  }
  return tabsRow({ focus: view.focus, counts, badge }, words, columns)
}

function PanelOf({ name, props, place }: { name: PanelName; props: ScreenProps; place: Place }): ReactNode {
  const { snapshot, lists, view, layout, badge, question, dialog } = props
  const { overview, isRunning, live, now } = snapshot
  const { state, totals, timing } = overview
  const running = isRunning ? (timing?.running ?? null) : null
  const isFocused = view.focus === name && !dialog
  const isSpoken = useIsScreenReaderEnabled()
  const minute = now - (now % 60_000)
  const hasGit = !isWithoutGit(overview.events)
  const isTyping = isFocused && view.isTyping
  const filter = view.filters[name]
  const common = { filter, isTyping, place, isFocused }
  switch (name) {
    case 'step':
      if (props.summary.length > 0 && question.length === 0)
        return <SummaryPanel rows={props.summary} at={view.summaryAt} {...{ place, isFocused }} />
      return (
        <StepPanel
          {...{ state, live, place, isFocused, isTyping, question, isSpoken }}
          badge={layout.kind === 'single' && layout.hasTabs ? '' : badge}
          running={running}
          now={waitsForClock(state) || (running !== null && !isSpoken) ? now : 0}
          scrolled={view.scrolled}
          search={filter}
        />
      )
    case 'run':
      return <RunPanel {...{ state, totals, isRunning, place, isFocused, isSpoken }} now={isSpoken ? minute : now} />
    case 'jobs':
      return (
        <JobsPanel
          {...common}
          {...{ isRunning, now }}
          isPast={snapshot.isPast === true}
          list={lists.jobs}
          all={props.allJobs}
          order={view.jobOrder}
          counter={jobCounter(snapshot)}
        />
      )
    case 'policy':
      return (
        <PolicyPanel
          {...common}
          list={lists.policy}
          count={totals.allow + totals.ask + totals.deny}
          denied={totals.deny}
        />
      )
    case 'checkpoints':
      return <CheckpointsPanel {...common} list={lists.checkpoints} marks={view.marks} {...{ minute, hasGit }} />
    case 'events':
      return <EventsPanel {...common} list={lists.events} head={state.seq} />
  }
}

/** The journal says why nothing was saved. */
function isWithoutGit({ older, newer }: Snapshot['overview']['events']): boolean {
  const skipped = [...older, ...newer].findLast((event) => event.type === 'snapshot.skipped')
  return skipped !== undefined && / git /.test(skipped.reason)
}

/** A countdown moves the step with the clock. */
const waitsForClock = ({ step }: Snapshot['overview']['state']): boolean =>
  step !== null && Object.values(step.calls).some(({ status, retryAt }) => status === 'failed' && retryAt !== null)

function jobCounter({ overview }: Snapshot): string {
  const { run, loop } = overview.state
  return run && loop && isLooping(run) ? `${loop.jobsDone}/${maxJobs(run.settings.config)}` : ''
}

export const stepShown = (layout: ScreenLayout, view: ViewState): Place | null => {
  if (layout.kind === 'wide') return layout.places.step
  return layout.kind === 'single' && view.focus === 'step' ? layout.panel : null
}
