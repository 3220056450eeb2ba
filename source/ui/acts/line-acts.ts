// What is entered in the `:` line does what a key does: the same needs, the same dialogs, nothing confirmed by itself.
import { limitOf } from '../../core/limits.ts'
import { nearestWord } from '../../core/nearest.ts'
import { limitNames } from '../../core/settings.ts'
import { raiseTo } from '../dialogs/run.ts'
import { checkpointDialog } from '../dialogs/checkpoints.ts'
import { bindingFor } from '../keys/keys.ts'
import { languageWishes } from '../words/words.ts'
import { readLine, wordsOf, type CommandName, type Known, type LineCommand } from '../keys/line-commands.ts'
import { usageOf } from '../keys/line-usage.ts'
import { jobEntries } from '../panels/lists.ts'
import type { Scene } from '../app/scene.ts'
import { focusOn, setFilter } from '../app/view-state.ts'
import { acts } from './acts.ts'
import { denyBecause } from './question-acts.ts'
import { rollBackTo } from './checkpoint-acts.ts'

/** What the operands of commands can be now. */
export function knownOperands({ snapshot, history }: Pick<Scene, 'snapshot' | 'history'>): Known {
  const { state, jobs } = snapshot.overview
  const { loop, run } = state
  return {
    checkpoint: history.map(({ id }) => id),
    limit: loop && run ? limitNames.filter((name) => limitOf(loop, run, name) !== null) : [],
    job: jobEntries(jobs, state).map(({ job }) => String(job)),
    language: languageWishes,
  }
}

/** Does what was entered, or says why not. */
export function enterLine(scene: Scene, text: string, isSure: boolean): void {
  const { words, say, whyNot } = scene
  const entered = readLine(text)
  if (!entered) return
  if ('unknown' in entered) return say(words.line.unknown(entered.unknown, entered.near), 'warn')
  const { command, rest } = entered
  const action = command.actions.find((each) => whyNot(bindingFor(each)) === null)
  const [first] = command.actions
  if (first && !action) return say(whyNot(bindingFor(first)) ?? '', 'warn')
  if (action && bindingFor(action).group === 'question' && !isSure) return say(words.dialog.again, 'warn')
  const own = lineActs[command.name]
  if (own && (rest !== '' || command.operands.length === 0)) own(scene, rest, command)
  else if (action && rest === '') acts[action](scene)
  else sayUsage(scene, command)
}

type LineAct = (scene: Scene, rest: string, command: LineCommand) => void

const sayUsage = ({ words, say }: Scene, command: LineCommand): void =>
  say(words.line.usage(usageOf(command, words)), 'warn')

function sayUnknown({ words, say }: Scene, word: string, known: readonly string[] = []): void {
  say(words.line.unknown(word, nearestWord(word, known)), 'warn')
}

const rollback: LineAct = (scene, rest) => {
  // A checkpoint may be called like a snapshot: then the id counts.
  const entry =
    scene.history.find(({ id }) => id === rest) ??
    scene.history.find(({ kind, name }) => kind === 'checkpoint' && name === rest)
  if (entry) return rollBackTo(scene, entry)
  sayUnknown(
    scene,
    rest,
    scene.history.flatMap(({ id, name }) => [id, name].filter(Boolean)),
  )
}

const checkpoint: LineAct = ({ ports, project, words, open }, rest) => {
  const checkpoints = ports.checkpoints(project)
  if (checkpoints) open(checkpointDialog(words, checkpoints, rest))
}

const raise: LineAct = (scene, rest, command) => {
  const [word = '', value = '', extra] = wordsOf(rest)
  if (extra !== undefined) return sayUsage(scene, command)
  const known = knownOperands(scene).limit ?? []
  const limit = limitNames.find((name) => name === word || scene.words.run.limits[name] === word)
  if (limit && known.includes(limit)) scene.open(raiseTo(scene, limit, value))
  else if (known.length === 0) scene.say(scene.words.raise.none, 'warn')
  else sayUnknown(scene, word, known)
}

const job: LineAct = (scene, rest) => {
  const { view, setView } = scene
  const [word = ''] = wordsOf(rest)
  if (!knownOperands(scene).job?.includes(word)) return sayUnknown(scene, rest)
  setView({
    ...focusOn(view, 'jobs'),
    filters: { ...view.filters, jobs: '' },
    cursors: { ...view.cursors, jobs: word },
  })
}

const filter: LineAct = ({ view, setView, say, words }, rest) =>
  view.focus === 'run' ? say(words.line.noFilter, 'warn') : setView(setFilter(view, rest))

const lang: LineAct = (scene, rest) => {
  const [word = ''] = wordsOf(rest)
  const wish = languageWishes.find((each) => each === word)
  if (wish) scene.setLanguage(wish)
  else sayUnknown(scene, rest, languageWishes)
}

/** The key for both changes from one to the other; a word says which is meant. */
const pauseIf =
  (isWanted: boolean): LineAct =>
  (scene) => {
    const { snapshot, say, words } = scene
    const isPaused = snapshot.overview.state.run?.isPauseRequested ?? false
    if (!snapshot.isRunning) return acts.goOn(scene)
    if (isPaused === isWanted) say(isPaused ? words.line.isPaused : words.line.isNotPaused)
    else acts.pause(scene)
  }

const lineActs: Readonly<Partial<Record<CommandName, LineAct>>> = {
  rollback,
  deny: denyBecause,
  checkpoint,
  raise,
  job,
  filter,
  lang,
  pause: pauseIf(true),
  resume: pauseIf(false),
}
