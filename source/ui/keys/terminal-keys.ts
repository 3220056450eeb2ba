// Keys for the terminal and the session: open, copy, leave lines behind, redraw, suspend, leave.
import { factsOf, layoutOf, momentOf, runFacts } from '../app/seen.ts'
import { open, say, step } from '../app/step.ts'
import { leaveDialog } from '../dialogs/run.ts'
import { transcriptLines } from '../panels/step-rows.ts'
import { panelOf } from '../panels/table.ts'
import { listed, type Act } from './binding.ts'

const copy: Act = (model) => {
  const { focus } = model.view
  const text = panelOf(focus).copied(factsOf(model, focus))
  return text === '' ? say(model, model.words.copied.nothing) : step(model, { type: 'copy', text })
}

const openOutside: Act = (model) => {
  const { focus } = model.view
  const message = panelOf(focus).paged(factsOf(model, focus))
  return message ? step(model, { type: 'now', message: message }) : say(model, model.words.opened.nothing)
}

const transcript: Act = (model) => {
  const { overview, live, now } = momentOf(model)
  const lines = transcriptLines({ state: overview.state, live, now }, model.words)
  return step(model, { type: 'print', lines, hint: model.words.transcript.hint })
}

const interrupt: Act = (model) => {
  const { kind } = layoutOf(model)
  const isSmall = kind === 'facts' || kind === 'word'
  return !model.present.isRunning || isSmall
    ? step(model, { type: 'leave' })
    : open(model, leaveDialog(runFacts(model)))
}

export const terminalKeys = listed([
  {
    action: 'menu',
    keys: ['m'],
    group: 'everywhere',
    needs: ['idle'],
    hint: 15,
    act: (model) => step(model, { type: 'menu' }),
  },
  { action: 'copy', keys: ['y'], group: 'everywhere', needs: ['size'], act: copy },
  {
    action: 'openOutside',
    keys: ['o'],
    group: 'everywhere',
    panels: ['step', 'policy', 'checkpoints', 'events'],
    act: openOutside,
  },
  { action: 'transcript', keys: ['['], group: 'everywhere', needs: ['size'], act: transcript },
  { action: 'redraw', keys: ['ctrl+l'], group: 'everywhere', act: (model) => step(model, { type: 'redraw' }) },
  { action: 'suspend', keys: ['ctrl+z'], group: 'everywhere', act: (model) => step(model, { type: 'suspend' }) },
  { action: 'leave', keys: ['q'], group: 'everywhere', hint: 2, act: (model) => step(model, { type: 'leave' }) },
  { action: 'interrupt', keys: ['ctrl+c'], group: 'everywhere', act: interrupt },
])
