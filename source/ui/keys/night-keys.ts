// Keys for the morning after: what needs a person, what a job changed, jobs by what went wrong in them.
import type { Incident } from '../../views/incidents.ts'
import { all } from '../../views/recent.ts'
import { spanOf, type Span, type SpanPlace } from '../../views/spans.ts'
import { toldEntries } from '../app/checkpoint-list.ts'
import { lookBack } from '../app/look-back.ts'
import type { Model } from '../app/model.ts'
import { needsMe, type NeedsMe } from '../app/needs-me.ts'
import { compare, read } from '../app/reading.ts'
import { factsOf, momentOf } from '../app/seen.ts'
import { open, say, show, step, and } from '../app/step.ts'
import { focusOn } from '../app/view-state.ts'
import { exchangeDialog } from '../dialogs/exchange.ts'
import { timelineDialog } from '../dialogs/timeline.ts'
import { jobOrders } from '../panels/job-entries.ts'
import { jobsPanel } from '../panels/jobs.tsx'
import { underCursor } from '../panels/lists.ts'
import type { Words } from '../words/words.ts'
import { listed, type Act } from './binding.ts'
import { toPresent } from './view-keys.ts'

/** One after the other, the most urgent first, and round again. */
const nextNeed: Act = (model) => {
  const { present, view, words } = model
  const needs = needsMe(present)
  const at = view.neededAt === null ? 0 : (view.neededAt + 1) % Math.max(1, needs.length)
  const need = needs[at]
  if (!need) return say(model, words.away.none)
  const told = words.away.needs(at + 1, needs.length, needText(need, words))
  const there = { ...model, view: { ...focusOn(view, 'step'), neededAt: at, summaryAt: 0, scrolled: 0 } }
  if (need.kind === 'incident') return lookBack(there, { kind: 'event', seq: need.incident.seq }, told)
  return and(toPresent(there), (next) => say(next, told))
}

function needText(need: NeedsMe, words: Words): string {
  if (need.kind === 'question') return words.away.question(need.number)
  return need.kind === 'end' ? words.away.end : incidentText(need.incident, words)
}

function incidentText({ kind, job, step: at, text }: Incident, { night }: Words): string {
  const place = job === null ? '' : `${night.place(job, at)}  `
  return `${night.kinds[kind](1).replace(/ 1$/, '')}  ${place}${text}`
}

/** The job under the cursor of the jobs; null with another panel in focus. */
const jobUnderCursor = (model: Model) =>
  model.view.focus === 'jobs' ? underCursor(jobsPanel.list(factsOf(model, 'jobs'))) : null

/**
 * Around it in its loop, whatever moment is looked at: the journal tells of this loop's snapshots alone. Of an archived one
 * nobody knows behind the moment what came next.
 */
function spanIn(model: Model, place: SpanPlace): Span | null {
  const { isArchived } = model.setting
  const { overview } = isArchived ? momentOf(model) : model.present
  const span = spanOf(toldEntries(overview.checkpoints), place)
  return isArchived && span?.to === null ? null : span
}

/** The patch between the snapshots around the job under the cursor, or around the step that is looked at. */
const changes: Act = (model) => {
  const { words, setting } = model
  const { job, step: now } = momentOf(model).overview.state
  const entry = jobUnderCursor(model)
  const place = entry ? { job: entry.job, step: null } : job && now ? { job: job.job, step: now.step } : null
  const span = place && spanIn(model, place)
  if (!setting.hasCheckpoints) return say(model, words.why.checkpoints, 'warn')
  if (!place || !span) return say(model, words.step.unknownChanges, 'warn')
  const title = words.step.changes(words.night.place(place.job, place.step))
  return read(model, { kind: 'patch', title, span, isPaged: false })
}

/** The files that differ; from their list one comes back. */
const putBack: Act = (model, key) => (model.view.focus === 'checkpoints' ? compare(model, false) : changes(model, key))

const sort: Act = (model) => {
  const { view, words } = model
  const jobOrder = jobOrders[(jobOrders.indexOf(view.jobOrder) + 1) % jobOrders.length] ?? 'order'
  const [sorted] = show(model, { jobOrder })
  // What an order is asked for stands at its top; in the loop's own the newest is followed.
  const first = jobOrder === 'order' ? null : (jobsPanel.list(factsOf(sorted, 'jobs')).ids[0] ?? null)
  return and(show(sorted, { cursors: { ...view.cursors, jobs: first } }), (next) =>
    say(next, words.jobs.sorted[jobOrder]),
  )
}

/** Prompts and replies of the step that is looked at, and what became of its draft. */
const exchange: Act = (model) => {
  const { step: shown } = momentOf(model).overview.state
  const isAsked = shown && Object.values(shown.calls).some(({ prompt }) => prompt !== null)
  return isAsked ? open(model, exchangeDialog(model.words, shown)) : say(model, model.words.exchange.none)
}

/** Of the job under the cursor in the jobs, else of the whole loop. */
const timeline: Act = (model) => {
  const entry = jobUnderCursor(model)
  const steps = all(momentOf(model).overview.steps)
  const own = entry ? steps.filter(({ job }) => job === entry.job) : []
  // A job without a step that has ended has no time to tell of: the whole loop's is.
  return open(model, timelineDialog(model.words, own.length > 0 ? own : steps))
}

/** Of the loop that is looked at, for a browser or to be handed on. */
const writeReport: Act = (model) => {
  const { words } = model
  const command = { type: 'report', title: words.report.title, told: words.report.written } as const
  return and(say(model, words.report.writing), (next) => step(next, command))
}

export const nightKeys = listed([
  { action: 'needsMe', keys: ['!'], group: 'everywhere', hint: 8, act: nextNeed },
  {
    action: 'changes',
    keys: ['v'],
    group: 'everywhere',
    panels: ['step', 'jobs'],
    needs: ['checkpoints', 'size'],
    hint: 55,
    act: changes,
  },
  {
    action: 'putBack',
    keys: ['u'],
    group: 'checkpoints',
    panels: ['step', 'jobs', 'checkpoints'],
    needs: ['checkpoints', 'size'],
    hint: 57,
    act: putBack,
  },
  { action: 'sort', keys: ['s'], group: 'everywhere', panels: ['jobs'], hint: 56, act: sort },
  { action: 'report', keys: ['x'], group: 'everywhere', needs: ['here'], act: writeReport },
  { action: 'exchange', keys: ['i'], group: 'everywhere', needs: ['size'], act: exchange },
  { action: 'timeline', keys: ['T'], group: 'everywhere', needs: ['size'], act: timeline },
])
