// The screen of a run drawn from facts, without a terminal: rows as text.
import { renderToString } from 'ink'
import type { Fact } from '../../source/core/event.ts'
import type { CheckpointEntry } from '../../source/ui/app/checkpoints.ts'
import type { Model } from '../../source/ui/app/model.ts'
import { Screen } from '../../source/ui/app/screen.tsx'
import { questionOf } from '../../source/ui/app/seen.ts'
import type { RepositoryState } from '../../source/ui/app/session-ports.ts'
import type { Snapshot } from '../../source/ui/app/store.ts'
import { begin } from '../../source/ui/app/update-world.ts'
import type { ViewState } from '../../source/ui/app/view-state.ts'
import { lineFrame, LookContext, type Look } from '../../source/ui/draw/look.ts'
import type { PanelName } from '../../source/ui/panels/table.ts'
import { catalogues, type Language } from '../../source/ui/words/words.ts'
import { evolveOverview, initialOverview } from '../../source/views/overview.ts'
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
  readonly hasCheckpoints?: boolean
  readonly isFromList?: boolean
}

export const lookOf = (language: Language = 'en', more: Partial<Look> = {}): Look => ({
  words: catalogues[language],
  frame: lineFrame,
  hasColor: true,
  ...more,
})

export const focused = (focus: PanelName, more: Partial<ViewState> = {}): Partial<ViewState> => ({ focus, ...more })

/** The model of a person who came to such a screen. */
export function modelOf(snapshot: Snapshot, options: DrawOptions): Model {
  const { columns, rows, language, view, checkpoints = null } = options
  const { words } = lookOf(language)
  const setting = {
    isReadOnly: false,
    isArchived: false,
    isFromList: options.isFromList ?? false,
    isSpoken: false,
    hasCheckpoints: options.hasCheckpoints ?? false,
    isHere: snapshot.far === undefined,
    commandType: 'bash',
  } as const
  const [model] = begin({ setting, words, columns, rows, present: snapshot, away: null, focus: 'step' })
  return { ...model, listed: checkpoints, view: { ...model.view, ...view } }
}

/** The rows as they would be seen, an open question as one that was read. */
export function draw(snapshot: Snapshot, options: DrawOptions): string[] {
  const { columns, language, look } = options
  const model = modelOf(snapshot, options)
  const { name } = questionOf(model)
  const read = { ...model.read, question: name, isSeen: true, readable: name }
  const node = (
    <LookContext value={lookOf(language, look)}>
      <Screen
        model={name === '' ? model : { ...model, read }}
        standing={{ root: '/srv/work', repository: options.repository ?? null }}
      />
    </LookContext>
  )
  return renderToString(node, { columns }).split('\n')
}
