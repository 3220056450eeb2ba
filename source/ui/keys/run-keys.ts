// Keys that ask something of the run. Every one has a command that does the same.
import { momentOf, runFacts } from '../app/seen.ts'
import { open, say, step, and } from '../app/step.ts'
import { goOnDialog, raiseAndGoOn, raiseDialog, stopDialog } from '../dialogs/run.ts'
import { listed, type Act } from './binding.ts'

export const pause: Act = (model) => {
  const { asked } = model.words
  const isPaused = momentOf(model).overview.state.run?.isPauseRequested ?? false
  return and(say(model, isPaused ? asked.resume : asked.pause), (told) =>
    step(told, { type: 'send', asked: { kind: isPaused ? 'resume' : 'pause' } }),
  )
}

/** The steering record is a viewer's own affair: the run is not asked. */
const takeControl: Act = (model) => {
  const { setting, words, present } = model
  if (setting.isReadOnly) return say(model, words.why.readOnly, 'warn')
  if (present.control.isMine) return say(model, words.control.mine)
  return and(say(model, words.control.taken), (told) => step(told, { type: 'take control' }))
}

/** The files of a step under way are not written yet: a verdict on them would be wrong. */
const verify: Act = (model) =>
  momentOf(model).isRunning ? say(model, model.words.why.underWay, 'warn') : step(model, { type: 'verify' })

const raise: Act = (model) => {
  const facts = runFacts(model)
  return open(model, facts.isRunning ? raiseDialog(facts) : raiseAndGoOn(facts))
}

export const goOn: Act = (model) => open(model, goOnDialog(runFacts(model)))

export const runKeys = listed([
  { action: 'takeControl', keys: ['ctrl+t'], group: 'run', needs: ['live'], act: takeControl },
  { action: 'pause', keys: ['p'], group: 'run', needs: ['live', 'running', 'control'], hint: 20, act: pause },
  {
    action: 'stop',
    keys: ['S'],
    group: 'run',
    needs: ['live', 'running', 'control', 'size'],
    hint: 35,
    act: (model) => open(model, stopDialog(runFacts(model))),
  },
  { action: 'raise', keys: ['b'], group: 'run', needs: ['live', 'limits', 'control', 'size'], hint: 9, act: raise },
  { action: 'goOn', keys: ['r'], group: 'run', needs: ['live', 'idle', 'control', 'size'], hint: 10, act: goOn },
  { action: 'verify', keys: ['t'], group: 'run', needs: ['here', 'size'], act: verify },
])
