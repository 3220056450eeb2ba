// Keys that ask something of the run. Every one has a command that does the same.
import { takeControl } from '../../files/control.ts'
import { goOnDialog, raiseAndGoOn, raiseDialog, stopDialog, leaveDialog } from '../dialogs/run.ts'
import { messageDialog } from '../dialogs/message.ts'
import type { Act, Acts } from '../app/scene.ts'

const pause: Act = ({ snapshot, send, say, words }) => {
  const isPaused = snapshot.overview.state.run?.isPauseRequested ?? false
  send({ kind: isPaused ? 'resume' : 'pause' })
  say(isPaused ? words.asked.resume : words.asked.pause)
}

/** The steering record is a viewer's own affair: the run is not asked. */
const control: Act = ({ project, ports, snapshot, isReadOnly, say, look, words }) => {
  if (isReadOnly) return say(words.why.readOnly, 'warn')
  if (snapshot.control.isMine) return say(words.control.mine)
  takeControl(project.layout.control, ports.by)
  look()
  say(words.control.taken)
}

const verify: Act = ({ ports, project, snapshot, open, say, words }) => {
  // The files of a step under way are not written yet: a verdict on them would be wrong.
  if (snapshot.isRunning) return say(words.why.underWay, 'warn')
  void ports.verify(project).then((lines) => open(messageDialog(words, words.actions.verify, lines)))
}

const interrupt: Act = (scene) => {
  if (!scene.snapshot.isRunning || scene.layout.kind === 'facts' || scene.layout.kind === 'word') return scene.leave()
  scene.open(leaveDialog(scene))
}

export const runActs = {
  takeControl: control,
  pause,
  stop: (scene) => scene.open(stopDialog(scene)),
  raise: (scene) => scene.open(scene.snapshot.isRunning ? raiseDialog(scene) : raiseAndGoOn(scene)),
  goOn: (scene) => scene.open(goOnDialog(scene)),
  verify,
  interrupt,
  leave: ({ leave }) => leave(),
  menu: ({ menu }) => menu(),
} satisfies Acts
