// The screen of a run: brings together what is looked at, what a key does and what is drawn.
import { useApp, useIsScreenReaderEnabled } from 'ink'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Failure } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { sendRequest } from '../files/inbox.ts'
import { acts } from './acts/acts.ts'
import { enterLine, knownOperands } from './acts/line-acts.ts'
import { lineAfter, lineHints } from './command-line.tsx'
import { needing, type Away } from './away.ts'
import type { Dialog } from './dialog.ts'
import { failureDialog } from './dialogs/message.ts'
import { emptyField, fieldText, insert, type Field } from './field.ts'
import { hintsRow } from './header.ts'
import { bindingOf, unmet, type KeyBinding, type Need } from './keys.ts'
import type { LanguageWish } from './language/words.ts'
import { layoutFor, spokenLayout, type ScreenLayout } from './layout.ts'
import { useLook } from './look.ts'
import { useScreen } from './output/screen-context.ts'
import { innerColumns } from './panel.tsx'
import { stepParts } from './panels/step.tsx'
import { nothingAsked, questionRows } from './question-rows.ts'
import type { Tone } from './row.tsx'
import type { Scene } from './scene.ts'
import { Screen, stepShown } from './screen.tsx'
import type { Project, SessionPorts } from './session-ports.ts'
import { statusRow, type Said } from './status-row.ts'
import { pastSnapshot, type RunStore } from './store.ts'
import { filterKey } from './type-filter.ts'
import { useSize } from './use-size.ts'
import { useCalmClock } from './use-calm-clock.ts'
import { useCheckpointList } from './use-checkpoint-list.ts'
import { useControl } from './use-control.ts'
import { useKeys } from './use-keys.ts'
import { useNotices } from './use-notices.ts'
import { useLists } from './use-lists.ts'
import { useReadable } from './use-question.ts'
import { useRepository } from './use-repository.ts'
import { useReview } from './use-review.ts'
import { focusOn, initialView, setFilter, type ViewState } from './view-state.ts'

/** Narrower headers have no room for the repository: nobody looks at it. */
const repositoryColumns = 100

export interface DashboardProps {
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
  readonly onLanguage: (language: LanguageWish) => void
  readonly onMenu: () => void
  readonly onLeave: () => void
}

export function Dashboard(props: DashboardProps): ReactNode {
  const { project, ports, store, isReadOnly, pastJournal, onMenu, onLeave } = props
  const screen = useScreen()
  const { suspendTerminal } = useApp()
  const { words } = useLook()
  const { columns, rows } = useSize()
  const isSpoken = useIsScreenReaderEnabled()
  const present = useCalmClock(useSyncExternalStore(store.subscribe, store.getSnapshot), isSpoken)
  const [view, setView] = useState<ViewState>(props.act ? focusOn(initialView, 'checkpoints') : initialView)
  const [dialog, setDialog] = useState<{ readonly shown: Dialog; readonly number: number } | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const [away, setAway] = useState(props.away && { ...props.away, visited: 0 })
  const [typed, setTyped] = useState<Field | null>(null)
  const say = useCallback((text: string, tone: Tone = 'plain') => setSaid({ text, tone }), [])
  const open = useCallback(
    (next: Dialog | null) => setDialog((before) => next && { shown: next, number: (before?.number ?? 0) + 1 }),
    [],
  )
  const failed = useCallback(
    (failure: Failure) => open(failureDialog(words, words.review.title, failure)),
    [open, words],
  )
  const progress = useCallback((percent: number) => say(words.review.reading(percent)), [say, words])
  const past = useReview(project, { journal: pastJournal ?? project.layout.journal, progress, failed })
  const { review, lookBack } = past
  useEffect(() => {
    // An archived loop has no present: it is looked back at from the start.
    if (pastJournal !== null && !review) void lookBack(({ history }) => history.length)
  }, [pastJournal, review, lookBack])
  const onLost = useCallback((by: string) => say(words.control.lost(by), 'warn'), [say, words])
  useNotices(present.overview.state, present.isRunning)
  useControl(project.layout.control, present.control, onLost)

  const snapshot = useMemo(() => {
    const overview = review?.history.at(review.seq)
    return overview?.ok ? pastSnapshot(present, overview.value) : present
  }, [present, review])
  const layout = useMemo(
    () => (isSpoken ? spokenLayout : layoutFor(columns, rows, view.isZoomed)),
    [isSpoken, columns, rows, view.isZoomed],
  )
  const checkpoints = useMemo(() => ports.checkpoints(project), [ports, project])
  const history = useCheckpointList(checkpoints, snapshot.overview.checkpoints)
  const lists = useLists(snapshot.overview, history, view)
  const repository = useRepository(ports, project, present.overview, columns >= repositoryColumns)
  const place = stepShown(layout, view)
  const asked = snapshot.overview.state.run?.ended ? null : (snapshot.overview.state.step?.question?.question ?? null)
  const isReadable = useReadable(place && !dialog && !review ? asked : null)
  const met = needsMet({
    snapshot,
    isReadOnly,
    isPast: review !== null,
    isAnswerable: isReadable,
    hasCheckpoints: checkpoints !== null,
    layout,
  })
  const canAnswer = met.has('question') && met.has('control')
  const questionColumns = place ? innerColumns(place) : null
  const question =
    questionColumns === null
      ? nothingAsked
      : questionRows(snapshot.overview.state, words, { now: snapshot.now, columns: questionColumns, canAnswer })
  const situation = { panel: view.focus, met }

  const needs = away ? needing(snapshot, away.since) : []
  const scene: Scene = {
    project,
    ports,
    words,
    snapshot,
    layout,
    lists,
    history,
    view,
    setView,
    review,
    isReadOnly,
    open,
    say,
    step: place && stepParts({ ...snapshot, state: snapshot.overview.state, isSpoken, place, question }, words),
    send: (request) => sendRequest(project.layout.inbox, { ...request, by: ports.by }),
    lookBack: (to) => void lookBack(to),
    live: pastJournal === null ? past.live : onMenu,
    look: store.look,
    openLine: () => setTyped(emptyField),
    setLanguage: props.onLanguage,
    menu: onMenu,
    leave: onLeave,
    screen,
    printLines: (lines) => void suspendTerminal(() => screen.printToScrollback(lines, words.transcript.hint)),
    away: away && {
      next: needs[away.visited] ?? null,
      visit: () => setAway({ ...away, visited: away.visited + 1 }),
      dismiss: () => setAway(null),
    },
    whyNot(binding) {
      const need = unmet(binding, situation)
      return need && words.why[isReadOnly && need === 'control' ? 'readOnly' : need]
    },
  }
  const press = (binding: KeyBinding): void => {
    const why = scene.whyNot(binding)
    if (why === null) acts[binding.action](scene)
    else say(why, 'warn')
  }
  // A window that became too small for the line has closed it.
  const line = met.has('size') ? typed : null
  const onText = line ? (text: string) => setTyped(insert(line, text)) : view.isTyping ? typeFilter : null
  function typeFilter(text: string): void {
    setView(setFilter(view, view.filters[view.focus] + printableLine(text)))
  }
  useKeys({
    first: props.act === 'checkpoint' ? ['c'] : [],
    isActive: dialog === null,
    onText,
    onKey(name) {
      setSaid(null)
      if (line) {
        setTyped(name === 'enter' ? null : lineAfter(line, name, knownOperands(scene)))
        return name === 'enter' ? enterLine(scene, fieldText(line)) : undefined
      }
      if (view.isTyping) return setView(filterKey(view, name))
      const binding = bindingOf(name, view.focus)
      if (binding) press(binding)
    },
  })

  const badge = review
    ? words.header.past(review.seq, review.history.length)
    : present.isRunning
      ? words.header.live
      : ''
  const status = statusRow(
    {
      snapshot,
      said,
      away: away && { ...away, left: needs.length - away.visited },
      isReadOnly,
      isAskedElsewhere: asked !== null && !place,
    },
    words,
    columns,
  )
  const hints = line
    ? lineHints(line, knownOperands(scene), words, columns)
    : hintsRow(situation, words, columns, present.isRunning)
  return (
    <Screen
      {...{ snapshot, lists, view, layout, columns, rows, badge, status, hints, line, question }}
      standing={{ root: project.layout.root, repository: review ? null : repository }}
      dialog={dialog && { ...dialog, onNext: open }}
    />
  )
}

interface NeedFacts {
  readonly snapshot: { readonly isRunning: boolean; readonly control: { readonly isMine: boolean } }
  readonly isReadOnly: boolean
  readonly isPast: boolean
  readonly isAnswerable: boolean
  readonly hasCheckpoints: boolean
  readonly layout: ScreenLayout
}

function needsMet({
  snapshot,
  isReadOnly,
  isPast,
  isAnswerable,
  hasCheckpoints,
  layout,
}: NeedFacts): ReadonlySet<Need> {
  const facts: Record<Need, boolean> = {
    control: !isReadOnly && snapshot.control.isMine,
    running: snapshot.isRunning,
    idle: !snapshot.isRunning,
    question: isAnswerable,
    checkpoints: hasCheckpoints,
    review: isPast,
    live: !isPast,
    size: layout.kind === 'wide' || layout.kind === 'single',
  }
  return new Set((Object.keys(facts) as Need[]).filter((need) => facts[need]))
}
