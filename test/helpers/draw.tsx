// The screen of a run drawn from facts, without a terminal: rows as text.
import { renderToString } from 'ink'
import type { Fact } from '../../source/core/event.ts'
import type { CheckpointEntry } from '../../source/ui/app/checkpoints.ts'
import { entryOf } from '../../source/ui/app/checkpoints.ts'
import { hintsRow } from '../../source/ui/app/header.ts'
import type { Situation } from '../../source/ui/keys/keys.ts'
import { layoutFor, type PanelName, type Place } from '../../source/ui/draw/layout.ts'
import { catalogues, type Language, type Words } from '../../source/ui/words/words.ts'
import { jobEntries, seenList, sortedJobs } from '../../source/ui/panels/lists.ts'
import { lineFrame, LookContext, type Look } from '../../source/ui/draw/look.ts'
import { innerColumns, innerRows } from '../../source/ui/draw/panel.tsx'
import { seg, type Row } from '../../source/ui/draw/row.tsx'
import type { State } from '../../source/core/state.ts'
import { questionBody, questionRows } from '../../source/ui/panels/question-rows.ts'
import { Screen, stepShown } from '../../source/ui/app/screen.tsx'
import type { RepositoryState } from '../../source/ui/app/session-ports.ts'
import { statusRow } from '../../source/ui/app/status-row.ts'
import type { Snapshot } from '../../source/ui/app/store.ts'
import { summaryOf } from '../../source/ui/app/summary.ts'
import { initialView, type ViewState } from '../../source/ui/app/view-state.ts'
import { evolveOverview, initialOverview } from '../../source/views/overview.ts'
import { all } from '../../source/views/recent.ts'
import * as f from './facts.ts'

export const snapshotOf = (facts: readonly Fact[], more: Partial<Snapshot> = {}): Snapshot => ({
  overview: f.eventsOf(...facts).reduce(evolveOverview, initialOverview),
  isRunning: true,
  live: '',
  control: { isMine: true, by: 'op' },
  now: Date.parse('2026-01-02T03:05:05.000Z'),
  viewers: 1,
  trouble: null,
  ...more,
})

export interface DrawOptions {
  readonly columns: number
  readonly rows: number
  readonly language?: Language
  readonly look?: Partial<Look>
  readonly view?: Partial<ViewState>
  readonly checkpoints?: readonly CheckpointEntry[]
  readonly repository?: RepositoryState
}

export const lookOf = (language: Language = 'en', more: Partial<Look> = {}): Look => ({
  words: catalogues[language],
  frame: lineFrame,
  hasColor: true,
  ...more,
})

export const focused = (focus: PanelName, more: Partial<ViewState> = {}): Partial<ViewState> => ({ focus, ...more })

/** The rows as they would be seen. */
export function draw(snapshot: Snapshot, options: DrawOptions): string[] {
  const { columns, rows, language, look: more, view: changed } = options
  const look = lookOf(language, more)
  const view = { ...initialView, ...changed }
  const { overview, now } = snapshot
  const checkpoints = options.checkpoints ?? all(overview.checkpoints).toReversed().map(entryOf)
  const layout = layoutFor(columns, rows, view.isZoomed)
  const { filters, cursors } = view
  const place = stepShown(layout, view)
  const question = place ? asked(overview.state, look.words, now, place) : []
  const situation: Situation = { panel: view.focus, met: new Set(['live', 'running', 'control', 'size']) }
  const facts = { snapshot, said: null, away: null, isReadOnly: false, isAskedElsewhere: false }
  const jobs = jobEntries(overview.jobs, overview.state)
  const node = (
    <LookContext value={look}>
      <Screen
        {...{ snapshot, layout, columns, rows, view, question }}
        summary={summaryOf(snapshot, look.words)}
        allJobs={jobs}
        lists={{
          jobs: seenList('jobs', sortedJobs(jobs, view.jobOrder), filters.jobs, cursors.jobs),
          policy: seenList('policy', all(overview.decisions).toReversed(), filters.policy, cursors.policy),
          checkpoints: seenList('checkpoints', checkpoints, filters.checkpoints, cursors.checkpoints),
          events: seenList('events', all(overview.events).toReversed(), filters.events, cursors.events),
        }}
        standing={{ root: '/srv/work', repository: options.repository ?? null }}
        badge={look.words.header.live}
        status={statusRow(facts, look.words, columns)}
        hints={hintsRow(situation, look.words, columns, snapshot)}
        line={null}
        dialog={null}
      />
    </LookContext>
  )
  return renderToString(node, { columns }).split('\n')
}

function asked(state: State, words: Words, now: number, place: Place): readonly Row[] {
  const [columns, height] = [innerColumns(place), innerRows(place)]
  const body = questionBody(state, words, columns)
  return questionRows(state, words, { body, now, columns, height, top: 0, foot: seg(words.question.keys) })
}
