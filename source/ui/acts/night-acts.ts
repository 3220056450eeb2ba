// Keys for the morning after: what needs a person, what a job changed, jobs by what went wrong in them.
import type { Incident } from '../../views/incidents.ts'
import { all } from '../../views/recent.ts'
import { failureDialog, patchDialog } from '../dialogs/message.ts'
import { timelineDialog } from '../dialogs/timeline.ts'
import { jobOrders } from '../panels/lists.ts'
import { needsMe, type NeedsMe } from '../app/needs-me.ts'
import type { Act, Acts, Scene } from '../app/scene.ts'
import { spanOf } from '../app/spans.ts'
import { focusOn } from '../app/view-state.ts'

/** One after the other, the most urgent first, and round again. */
const nextNeed: Act = (scene) => {
  const { snapshot, present, view, say, words } = scene
  const needs = needsMe(present)
  if (needs.length === 0) return say(words.away.none)
  const at = view.neededAt === null ? 0 : (view.neededAt + 1) % needs.length
  const need = needs[at]
  if (!need || snapshot.overview.state.loop === null) return
  scene.setView({ ...focusOn(view, 'step'), neededAt: at, summaryAt: 0, scrolled: 0 })
  const tell = () => say(words.away.needs(at + 1, needs.length, textOf(need, scene)))
  if (need.kind === 'incident') return scene.lookBack(() => need.incident.seq, tell)
  if (scene.review) scene.live()
  tell()
}

function textOf(need: NeedsMe, { words }: Scene): string {
  if (need.kind === 'question') return words.away.question(need.number)
  return need.kind === 'end' ? words.away.end : incidentText(need.incident, words)
}

function incidentText({ kind, job, step, text }: Incident, { night }: Scene['words']): string {
  const place = job === null ? '' : `${night.place(job, step)}  `
  return `${night.kinds[kind](1).replace(/ 1$/, '')}  ${place}${text}`
}

/** The patch between the snapshots around the job under the cursor, or around the step that is looked at. */
const changes: Act = (scene) => {
  const { view, lists, snapshot, words, say, open } = scene
  const { job, step } = snapshot.overview.state
  const entry = view.focus === 'jobs' ? lists.jobs.entries[lists.jobs.cursor] : null
  const place = entry ? { job: entry.job, step: null } : job && step ? { job: job.job, step: step.step } : null
  const checkpoints = scene.ports.checkpoints(scene.project)
  const span = place && spanOf(scene.history, place)
  if (!checkpoints) return say(words.why.checkpoints, 'warn')
  if (!place || !span) return say(words.step.unknownChanges, 'warn')
  const title = words.step.changes(words.night.place(place.job, place.step))
  void scene.read(title, checkpoints.diff(span.from, span.to), (diff) => {
    if (!diff.ok) return open(failureDialog(words, title, diff.failure))
    open(patchDialog(words, title, diff.value.length > 0 ? diff.value : [words.checkpoints.noDiff]))
  })
}

const sort: Act = ({ view, setView, say, words }) => {
  const jobOrder = jobOrders[(jobOrders.indexOf(view.jobOrder) + 1) % jobOrders.length] ?? 'order'
  setView({ ...view, jobOrder })
  say(words.jobs.sorted[jobOrder])
}

/** Of the job under the cursor in the jobs, else of the whole loop. */
const timeline: Act = ({ view, lists, snapshot, words, open }) => {
  const entry = view.focus === 'jobs' ? lists.jobs.entries[lists.jobs.cursor] : null
  const steps = all(snapshot.overview.steps)
  open(timelineDialog(words, entry ? steps.filter(({ job }) => job === entry.job) : steps))
}

export const nightActs = { needsMe: nextNeed, changes, sort, timeline } satisfies Acts
