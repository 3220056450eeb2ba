// Keys that only change what is looked at.
import type { Decision } from '../../views/overview.ts'
import { awayLeft, visited } from '../app/away.ts'
import { mainPlace } from '../app/layout.ts'
import type { Model } from '../app/model.ts'
import { factsOf, layoutOf, momentOf, questionOf, stepOf, summaryOfModel } from '../app/seen.ts'
import { open, say, show, step, and, type Step } from '../app/step.ts'
import { focusBeside, focusOn, moveCursor, oneBack, scroll, toggleFollow } from '../app/view-state.ts'
import { explainDialog } from '../dialogs/details.ts'
import { whatIfDialog } from '../dialogs/what-if.ts'
import { emptyField } from '../draw/field.ts'
import { innerRows } from '../draw/panel.tsx'
import { policyPanel } from '../panels/policy.tsx'
import { underCursor } from '../panels/lists.ts'
import { scrollToHit } from '../panels/step.tsx'
import { panelOf, panelOrder } from '../panels/table.ts'
import { listed, type Act } from './binding.ts'

/** The number of a panel is its place in the table. */
const focus: Act = (model, key) => {
  const name = panelOrder[Number(key)]
  return step(name ? { ...model, view: focusOn(model.view, name) } : model)
}

const beside =
  (by: 1 | -1): Act =>
  (model) =>
    step({ ...model, view: focusBeside(model.view, by) })

const listIn = (model: Model) => panelOf(model.view.focus).list?.(factsOf(model, model.view.focus)) ?? null

/** Moves the cursor of a list or of the summary, or scrolls the step. */
const move =
  (lines: (page: number) => number): Act =>
  (model) => {
    const { view } = model
    const layout = layoutOf(model)
    const place = layout.kind === 'wide' ? layout.places[view.focus] : mainPlace(layout)
    const by = lines(place ? Math.max(1, innerRows(place) - 1) : 1)
    const list = listIn(model)
    if (list) return step({ ...model, view: moveCursor(view, view.focus, list, by) })
    const last = summaryOfModel(model).length - 1
    if (last < 0 || view.focus !== 'step') return scrollStep(model, by)
    // The cursor stays on the rows there are.
    return show(model, { summaryAt: Math.max(0, Math.min(last, Math.min(view.summaryAt, last) + by)) })
  }

/** An open question scrolls in place of the step. */
function scrollStep(model: Model, by: number): Step {
  const { name, room, most, top } = questionOf(model)
  if (name !== '') {
    // A page never skips a row: nobody would have seen it.
    const rows = Number.isFinite(by) ? Math.max(-room, Math.min(room, by)) : by
    return step({ ...model, read: { ...model.read, top: Math.max(0, Math.min(most, top + rows)) } })
  }
  const shown = stepOf(model)
  if (!shown) return step(model)
  return step({ ...model, view: scroll(model.view, by, Math.max(0, shown.lines.length - shown.room)) })
}

/** The next hit of a search in the step; in a filtered list every row is one. */
const hit =
  (direction: 1 | -1): Act =>
  (model) => {
    const { view, words } = model
    if (model.away && direction > 0) return nextNeeding(model)
    const list = listIn(model)
    if (list) return step({ ...model, view: moveCursor(view, view.focus, list, direction) })
    const search = view.filters.step
    const shown = stepOf(model)
    const to = shown && search !== '' ? scrollToHit(shown, search, view.scrolled, direction) : null
    return to === null ? say(model, words.list.noHit) : show(model, { scrolled: to })
  }

/** From the summary of what happened meanwhile: one after the other, what needs a person. */
function nextNeeding(model: Model): Step {
  const { view, words } = model
  const [next] = awayLeft(model.away, momentOf(model))
  if (!next || !model.away) return and(say(model, words.away.nothing), (told) => step({ ...told, away: null }))
  const after = { ...model, away: visited(model.away, next) }
  switch (next.kind) {
    case 'question':
      return step({ ...after, view: focusOn(view, 'step') })
    case 'end':
      return step({ ...after, view: focusOn(view, 'run') })
    case 'deny': {
      const shown = focusOn(view, 'policy')
      const filters = { ...view.filters, policy: '' }
      return step({ ...after, view: { ...shown, filters, cursors: { ...view.cursors, policy: String(next.number) } } })
    }
  }
}

/** What is asked about; else the gravest verdict of the step that is looked at. */
function ofStep(model: Model): Decision | null {
  const { state, decisions } = momentOf(model).overview
  const own = [...decisions.older, ...decisions.newer].filter(
    (each) => each.job === state.job?.job && each.step === state.step?.step,
  )
  const asked = state.step?.question?.reasons[0]?.index
  const grave = own.find(({ verdict }) => verdict === 'deny') ?? own.find(({ verdict }) => verdict === 'ask')
  return (asked === undefined ? undefined : own.findLast(({ index }) => index === asked)) ?? grave ?? own.at(-1) ?? null
}

const explain: Act = (model) => {
  const { view, words } = model
  const decision = view.focus === 'step' ? ofStep(model) : underCursor(policyPanel.list(factsOf(model, 'policy')))
  return decision ? open(model, explainDialog(words, decision)) : say(model, words.list.noDecision)
}

/** What Enter does is the panel's own. */
const enter: Act = (model) => {
  const { focus: name } = model.view
  const message = panelOf(name).enter(factsOf(model, name))
  return message ? step(model, { type: 'now', message: message }) : step(model)
}

const back: Act = (model) => {
  if (model.away) return step({ ...model, away: null })
  const before = oneBack(model.view)
  if (before) return step({ ...model, view: before })
  return model.setting.isFromList && !model.past ? step(model, { type: 'leave' }) : toPresent(model)
}

/** An archived loop has no present: behind it is the menu. */
export function toPresent(model: Model): Step {
  if (!model.past) return step(model)
  return model.setting.isArchived ? step(model, { type: 'menu' }) : step({ ...model, past: null })
}

const follow: Act = (model) => {
  const { view } = model
  const list = listIn(model)
  if (model.past) return toPresent(model)
  return list ? step({ ...model, view: toggleFollow(view, view.focus, list) }) : show(model, { scrolled: 0 })
}

export const viewKeys = listed([
  { action: 'focusPanel', keys: panelOrder.map((_, number) => String(number)), group: 'everywhere', act: focus },
  { action: 'nextPanel', keys: ['tab', 'right', 'l'], group: 'everywhere', hint: 60, act: beside(1) },
  { action: 'previousPanel', keys: ['shift+tab', 'left', 'h'], group: 'everywhere', act: beside(-1) },
  { action: 'down', keys: ['j', 'down'], group: 'everywhere', act: move(() => 1) },
  { action: 'up', keys: ['k', 'up'], group: 'everywhere', act: move(() => -1) },
  { action: 'pageDown', keys: ['pageDown', 'ctrl+d'], group: 'everywhere', act: move((page) => page) },
  { action: 'pageUp', keys: ['pageUp', 'ctrl+u'], group: 'everywhere', act: move((page) => -page) },
  { action: 'top', keys: ['g', 'home'], group: 'everywhere', act: move(() => -Infinity) },
  { action: 'bottom', keys: ['G', 'end'], group: 'everywhere', act: move(() => Infinity) },
  { action: 'stepDown', keys: ['J'], group: 'everywhere', act: (model) => scrollStep(model, 1) },
  { action: 'stepUp', keys: ['K'], group: 'everywhere', act: (model) => scrollStep(model, -1) },
  { action: 'open', keys: ['enter'], group: 'everywhere', hint: 50, act: enter },
  { action: 'back', keys: ['esc'], group: 'everywhere', act: back },
  {
    action: 'zoom',
    keys: ['+'],
    group: 'everywhere',
    needs: ['wide'],
    hint: 70,
    act: (model) => show(model, { isZoomed: true }),
  },
  { action: 'unzoom', keys: ['_'], group: 'everywhere', act: (model) => show(model, { isZoomed: false }) },
  {
    action: 'filter',
    keys: ['/'],
    group: 'everywhere',
    hint: 40,
    act: (model) => show(model, { isTyping: panelOf(model.view.focus).hasFilter }),
  },
  { action: 'nextHit', keys: ['n'], group: 'everywhere', act: hit(1) },
  { action: 'previousHit', keys: ['N'], group: 'everywhere', act: hit(-1) },
  { action: 'follow', keys: ['f'], group: 'everywhere', hint: 45, act: follow },
  {
    action: 'commandLine',
    keys: [':'],
    group: 'everywhere',
    needs: ['size'],
    act: (model) => step({ ...model, line: emptyField }),
  },
  {
    action: 'explain',
    keys: ['e'],
    group: 'policy',
    panels: ['policy', 'step'],
    needs: ['size'],
    hint: 12,
    act: explain,
  },
  {
    action: 'whatIf',
    keys: ['w'],
    group: 'policy',
    panels: ['policy'],
    needs: ['here', 'size'],
    hint: 14,
    act: (model) => open(model, whatIfDialog(model.words, model.setting.commandType)),
  },
])
