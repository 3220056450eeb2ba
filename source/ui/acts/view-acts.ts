// Keys that only change what is looked at.
import type { Decision } from '../../views/overview.ts'
import { helpDialog } from '../dialogs/help.ts'
import { eventDialog, explainDialog } from '../dialogs/details.ts'
import { whatIfDialog } from '../dialogs/what-if.ts'
import { isList } from '../panels/lists.ts'
import { mainPlace, type PanelName } from '../draw/layout.ts'
import { innerRows } from '../draw/panel.tsx'
import { scrollToHit } from '../panels/step.tsx'
import type { Act, Acts, Scene } from '../app/scene.ts'
import { focusBeside, focusOn, moveCursor, oneBack, scroll, toggleFollow } from '../app/view-state.ts'
import { diffAct } from './checkpoint-acts.ts'

const focus =
  (panel: PanelName): Act =>
  ({ view, setView }) =>
    setView(focusOn(view, panel))

/** Moves the cursor of a list, or scrolls the step. */
const move =
  (lines: (page: number) => number): Act =>
  (scene) => {
    const { view, layout, lists, setView } = scene
    const place = layout.kind === 'wide' ? layout.places[view.focus] : mainPlace(layout)
    const by = lines(place ? Math.max(1, innerRows(place) - 1) : 1)
    if (isList(view.focus)) setView(moveCursor(view, view.focus, lists[view.focus], by))
    else if (scene.summary.length > 0 && view.focus === 'step') moveInSummary(scene, by)
    else scrollStep(scene, by)
  }

/** The cursor stays on the rows there are. */
function moveInSummary({ view, setView, summary }: Scene, by: number): void {
  const last = summary.length - 1
  setView({ ...view, summaryAt: Math.max(0, Math.min(last, Math.min(view.summaryAt, last) + by)) })
}

function scrollStep({ view, setView, step, scrollQuestion }: Scene, by: number): void {
  if (scrollQuestion) return scrollQuestion(by)
  if (step) setView(scroll(view, by, Math.max(0, step.lines.length - step.room)))
}

const scrollStepBy =
  (by: number): Act =>
  (scene) =>
    scrollStep(scene, by)

/** The next hit of a search in the step; in a filtered list every row is one. */
const hit =
  (direction: 1 | -1): Act =>
  (scene) => {
    const { view, setView, step, lists, words, say } = scene
    if (scene.away && direction > 0) return showNeeding(scene, scene.away)
    if (isList(view.focus)) return setView(moveCursor(view, view.focus, lists[view.focus], direction))
    const search = view.filters.step
    const to = step && search !== '' ? scrollToHit(step, search, view.scrolled, direction) : null
    if (to === null) say(words.list.noHit)
    else setView({ ...view, scrolled: to })
  }

/** From the summary of what happened meanwhile: one after the other, what needs a person. */
function showNeeding({ view, setView, say, words }: Scene, { next, visit, dismiss }: NonNullable<Scene['away']>): void {
  if (!next) {
    say(words.away.nothing)
    return dismiss()
  }
  visit(next)
  switch (next.kind) {
    case 'question':
      return setView(focusOn(view, 'step'))
    case 'end':
      return setView(focusOn(view, 'run'))
    case 'deny':
      return setView({
        ...focusOn(view, 'policy'),
        filters: { ...view.filters, policy: '' },
        cursors: { ...view.cursors, policy: String(next.number) },
      })
  }
}

const open: Act = (scene) => {
  const { view, setView, lists, lookBack } = scene
  switch (view.focus) {
    case 'jobs': {
      const entry = lists.jobs.entries[lists.jobs.cursor]
      // The last step that did something; without one the job as it ended, the moment before the next one began.
      if (entry && !entry.isQueued)
        lookBack(({ history }) => entry.lastDid ?? lastOfJob(scene, entry.job) ?? history.length)
      return
    }
    case 'policy':
      return explain(scene)
    case 'events': {
      const event = lists.events.entries[lists.events.cursor]
      if (event) scene.open(eventDialog(scene, event))
      return
    }
    case 'checkpoints':
      return diffAct(scene)
    case 'step':
    case 'run':
      if (view.focus === 'step' && openFromSummary(scene)) return
      if (view.isZoomed || scene.layout.kind === 'wide') setView({ ...view, isZoomed: !view.isZoomed })
  }
}

/** False where the row tells of nothing that could be opened. */
function openFromSummary({ view, summary, lookBack }: Scene): boolean {
  const seq = summary[Math.min(view.summaryAt, summary.length - 1)]?.seq ?? null
  if (seq !== null) lookBack(() => seq)
  return seq !== null
}

/** Number of the last event of a job, as far as the list of jobs tells: the one before the next job begins. */
function lastOfJob({ snapshot }: Scene, job: number): number | null {
  const { state } = snapshot.overview
  if (state.job?.job === job) return state.seq
  const { older, newer } = snapshot.overview.jobs
  const next = [...older, ...newer].find((row) => row.job > job)
  return next ? next.seq - 1 : null
}

/** What is asked about; else the gravest verdict of the step that is looked at. */
function ofStep({ snapshot }: Scene): Decision | undefined {
  const { state, decisions } = snapshot.overview
  const { job, step } = state
  const own = [...decisions.older, ...decisions.newer].filter(
    (each) => each.job === job?.job && each.step === step?.step,
  )
  const asked = step?.question?.reasons[0]?.index
  const grave = own.find(({ verdict }) => verdict === 'deny') ?? own.find(({ verdict }) => verdict === 'ask')
  return (asked === undefined ? undefined : own.findLast(({ index }) => index === asked)) ?? grave ?? own.at(-1)
}

const explain: Act = (scene) => {
  const decision = scene.view.focus === 'step' ? ofStep(scene) : scene.lists.policy.entries[scene.lists.policy.cursor]
  if (decision) scene.open(explainDialog(scene.words, decision))
  else scene.say(scene.words.list.noDecision)
}

const back: Act = ({ view, setView, review, live, away }) => {
  if (away) return away.dismiss()
  const before = oneBack(view)
  if (before) setView(before)
  else if (review) live()
}

const follow: Act = ({ view, setView, lists, review, live }) => {
  if (review) return live()
  if (isList(view.focus)) setView(toggleFollow(view, view.focus, lists[view.focus]))
  else setView({ ...view, scrolled: 0 })
}

export const viewActs = {
  help: (scene) => scene.open(helpDialog(scene)),
  focusStep: focus('step'),
  focusRun: focus('run'),
  focusJobs: focus('jobs'),
  focusPolicy: focus('policy'),
  focusCheckpoints: focus('checkpoints'),
  focusEvents: focus('events'),
  nextPanel: ({ view, setView }) => setView(focusBeside(view, 1)),
  previousPanel: ({ view, setView }) => setView(focusBeside(view, -1)),
  down: move(() => 1),
  up: move(() => -1),
  pageDown: move((page) => page),
  pageUp: move((page) => -page),
  top: move(() => -Infinity),
  bottom: move(() => Infinity),
  stepDown: scrollStepBy(1),
  stepUp: scrollStepBy(-1),
  open,
  back,
  zoom: ({ view, setView }) => setView({ ...view, isZoomed: true }),
  unzoom: ({ view, setView }) => setView({ ...view, isZoomed: false }),
  filter: ({ view, setView }) => setView({ ...view, isTyping: view.focus !== 'run' }),
  commandLine: ({ openLine }) => openLine(),
  nextHit: hit(1),
  previousHit: hit(-1),
  follow,
  explain,
  whatIf: (scene) => scene.open(whatIfDialog(scene)),
} satisfies Acts
