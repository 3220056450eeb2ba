// The screen of a run: brings together what is looked at, what a key does and what is drawn.
import { useIsScreenReaderEnabled } from 'ink'
import { useCallback, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Failure } from '../../core/failure.ts'
import { printable } from '../../core/printable.ts'
import { sendRequest } from '../../files/inbox.ts'
import { acts } from '../acts/acts.ts'
import { enterLine, knownOperands } from '../acts/line-acts.ts'
import { lineAfter, lineHints } from './command-line.tsx'
import type { Away } from './away.ts'
import { failureDialog } from '../dialogs/message.ts'
import { emptyField, fieldText, insert, type Field } from '../draw/field.ts'
import { hintsRow } from './header.ts'
import { needsMet, steersNot } from './needs.ts'
import { bindingOf, unmet, type KeyBinding } from '../keys/keys.ts'
import type { LanguageWish } from '../words/words.ts'
import { layoutFor, spokenLayout } from '../draw/layout.ts'
import { useLook } from '../draw/look.ts'
import { useScreen } from '../output/screen-context.ts'
import { stepParts } from '../panels/step.tsx'
import { openQuestion } from '../panels/question-rows.ts'
import type { Scene } from './scene.ts'
import { Screen, stepShown } from './screen.tsx'
import type { Project, SessionPorts } from './session-ports.ts'
import { statusRow } from './status-row.ts'
import { summaryOf } from './summary.ts'
import type { RunStore } from './store.ts'
import { filterKey } from '../keys/type-filter.ts'
import { useSize } from '../draw/use-size.ts'
import { useAway } from './use-away.ts'
import { useCalmClock } from './use-calm-clock.ts'
import { toldEntries, useCheckpointList } from './use-checkpoint-list.ts'
import { useControl } from './use-control.ts'
import { useDialog } from './use-dialog.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useMoment } from './use-moment.ts'
import { useNotices } from './use-notices.ts'
import { useLend } from './use-lend.ts'
import { useLists } from './use-lists.ts'
import { useQuestion } from './use-question.ts'
import { useReading } from './use-reading.ts'
import { useSaid } from './use-said.ts'
import { useRepository } from './use-repository.ts'
import { useReview } from './use-review.ts'
import { useTitle } from './use-title.ts'
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
  const { words } = useLook()
  const { columns, rows } = useSize()
  const isSpoken = useIsScreenReaderEnabled()
  const present = useCalmClock(useSyncExternalStore(store.subscribe, store.getSnapshot), isSpoken)
  const [view, setView] = useState<ViewState>(props.act ? focusOn(initialView, 'checkpoints') : initialView)
  const { dialog, open } = useDialog()
  const [typed, setTyped] = useState<Field | null>(null)
  const { said, say, clear } = useSaid(openQuestion(present.overview.state))
  const lend = useLend((reason) => say(reason, 'warn'))
  const failed = useCallback(
    (failure: Failure) => open(failureDialog(words, words.review.title, failure)),
    [open, words],
  )
  const progress = useCallback(
    (percent: number | null) => (percent === null ? clear() : say(words.review.reading(percent))),
    [say, clear, words],
  )
  const past = useReview(project, { journal: pastJournal ?? project.layout.journal, progress, failed })
  const { review, snapshot } = useMoment(present, past, pastJournal !== null)
  const { lookBack } = past
  const onLost = useCallback((by: string) => say(words.control.lost(by), 'warn'), [say, words])
  useNotices(present.overview.state, present.isRunning)
  useTitle(present)
  useControl(project.layout.control, present.control, onLost)

  const layout = useMemo(
    () => (isSpoken ? spokenLayout : layoutFor(columns, rows, view.isZoomed)),
    [isSpoken, columns, rows, view.isZoomed],
  )
  const checkpoints = useMemo(() => ports.checkpoints(project), [ports, project])
  const asked = useCheckpointList(checkpoints, present.overview.checkpoints)
  const history = useMemo(
    // Of another moment only the journal tells.
    () => (review ? { ...asked, entries: toldEntries(snapshot.overview.checkpoints) } : asked),
    [review, asked, snapshot.overview.checkpoints],
  )
  const { lists, allJobs } = useLists(snapshot.overview, history.entries, view)
  const repository = useRepository(ports, project, present.overview, columns >= repositoryColumns)
  const place = stepShown(layout, view)
  const summary = useMemo(() => (review ? [] : summaryOf(present, words)), [review, present, words])
  const isBehind = dialog !== null || review !== null
  const refusal = steersNot({ isReadOnly, isMine: present.control.isMine, isPast: review !== null }, words)
  const question = useQuestion({ snapshot, words, place, isBehind, refusal })
  const met = needsMet({
    snapshot,
    isReadOnly,
    isPast: review !== null,
    isAnswerable: question.isReadable,
    hasCheckpoints: checkpoints !== null,
    layout,
  })
  const isAsked = openQuestion(snapshot.overview.state) !== null
  const situation = { panel: view.focus, met }

  const { away, needs, guide } = useAway(props.away, snapshot)
  // A window that became too small for the line has closed it.
  const line = met.has('size') ? typed : null
  const reading = useReading({ dialog, focus: view.focus, isTyping: line !== null || view.isTyping }, (title) =>
    say(words.checkpoints.isRead(title)),
  )
  const scene: Scene = {
    project,
    ports,
    words,
    snapshot,
    present,
    summary,
    layout,
    lists,
    history: history.entries,
    view,
    setView,
    review,
    isReadOnly,
    open,
    say,
    read: reading.read,
    step:
      place &&
      stepParts(
        {
          ...snapshot,
          state: snapshot.overview.state,
          running: snapshot.overview.timing?.running ?? null,
          isSpoken,
          place,
          question: question.rows,
        },
        words,
      ),
    scrollQuestion: question.rows.length > 0 ? question.scroll : null,
    send(request) {
      // A dialog may be open since before another loop began: its question is not the one that is asked now.
      const isSame = store.getSnapshot().overview.state.loop?.id === present.overview.state.loop?.id
      if (isSame) sendRequest(project.layout.inbox, { ...request, by: ports.by })
      else say(words.why.question, 'warn')
      return isSame
    },
    lookBack: (to, then) => void lookBack(to).then(then),
    live: pastJournal === null ? past.live : onMenu,
    look: store.look,
    openLine: () => setTyped(emptyField),
    setLanguage: props.onLanguage,
    listCheckpoints: history.ask,
    menu: onMenu,
    leave: onLeave,
    screen,
    printLines: (lines) => lend(() => screen.printToScrollback(lines, words.transcript.hint)),
    page: (lines) => lend(() => screen.lend(() => page(lines))),
    away: guide,
    whyNot(binding) {
      const need = unmet(binding, situation)
      if (need === 'question' && isAsked) return words.question.unread
      return need && words.why[isReadOnly && need === 'control' ? 'readOnly' : need]
    },
  }
  const page = async (lines: readonly string[]): Promise<void> => {
    const paged = await ports.page(lines.map((line) => `${printable(line)}\n`).join(''))
    if (!paged.ok) open(failureDialog(words, words.actions.openOutside, paged.failure))
  }
  const press = (binding: KeyBinding): void => {
    const why = scene.whyNot(binding)
    if (why === null) acts[binding.action](scene)
    else say(why, 'warn')
  }
  const onText = line ? (text: string) => setTyped(insert(line, text)) : view.isTyping ? typeFilter : null
  function typeFilter(text: string): void {
    setView(setFilter(view, insert({ before: view.filters[view.focus], after: '' }, text).before))
  }
  useKeys({
    first: props.act === 'checkpoint' ? ['c'] : [],
    isActive: dialog === null,
    onText,
    onKey(name, isSure) {
      // Behind the line nobody has read what was said.
      if (!line) clear()
      else {
        setTyped(name === 'enter' ? null : lineAfter(line, name, knownOperands(scene)))
        return name === 'enter' ? enterLine(scene, fieldText(line), isSure) : undefined
      }
      if (view.isTyping) return setView(filterKey(view, name))
      const binding = bindingOf(name, view.focus)
      if (binding?.group === 'question' && !isSure) return say(words.dialog.again, 'warn')
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
      said: said ?? (reading.title === null ? null : { text: words.checkpoints.reading(reading.title), tone: 'dim' }),
      away: away && { ...away, left: needs.length },
      isReadOnly,
      isAskedElsewhere: isAsked && !place,
    },
    words,
    columns,
  )
  const hints = line
    ? lineHints(line, knownOperands(scene), words, columns)
    : hintsRow(situation, words, columns, present)
  return (
    <Screen
      {...{ snapshot, lists, view, layout, columns, rows, badge, status, hints, line }}
      question={question.rows}
      summary={summary}
      allJobs={allJobs}
      standing={{ root: project.layout.root, repository: review ? null : repository }}
      dialog={dialog && { ...dialog, onNext: open }}
    />
  )
}
