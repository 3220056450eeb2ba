// What is entered in the `:` line does what a key does: the same needs, the same dialogs, nothing confirmed by itself.
import { nearestWord } from '../../core/nearest.ts'
import { raisableNames } from '../../core/settings.ts'
import { noteLength } from '../../core/notes.ts'
import { asking } from '../app/ask.ts'
import type { Model } from '../app/model.ts'
import { checkpointsOf, momentOf, runFacts } from '../app/seen.ts'
import { open, say, step, type Step } from '../app/step.ts'
import { focusOn, setFilter } from '../app/view-state.ts'
import { checkpointDialog } from '../dialogs/checkpoints.ts'
import { limitsInForce, raiseTo } from '../dialogs/run.ts'
import { allJobs } from '../panels/jobs.tsx'
import { panelOf } from '../panels/table.ts'
import { languageWishes } from '../words/words.ts'
import { rollBackTo } from './checkpoint-keys.ts'
import { bindingFor, whyNot } from './keys.ts'
import { readLine, wordsOf, type CommandName, type Known, type LineCommand } from './line-commands.ts'
import { usageOf } from './line-usage.ts'
import { deny, grantsIn } from './question-keys.ts'
import { goOn, pause } from './run-keys.ts'

/** What the operands of commands can be now. */
export function knownOperands(model: Model): Known {
  const snapshot = momentOf(model)
  return {
    checkpoint: checkpointsOf(model).map(({ id }) => id),
    limit: limitsInForce(snapshot.overview.state),
    grant: grantsIn(model).map(({ rule }) => rule),
    job: allJobs(snapshot).map(({ job }) => String(job)),
    language: languageWishes,
  }
}

/** Does what was entered, or says why not. */
export function enterLine(model: Model, text: string, isSure: boolean): Step {
  const { words } = model
  const entered = readLine(text)
  if (!entered) return step(model)
  if ('unknown' in entered) return say(model, words.line.unknown(entered.unknown, entered.near), 'warn')
  const { command, rest } = entered
  const why = command.needs ? whyNot(model, command) : null
  if (why !== null) return say(model, why, 'warn')
  const action = command.actions.find((each) => whyNot(model, bindingFor(each)) === null)
  const [first] = command.actions
  if (first && !action) return say(model, whyNot(model, bindingFor(first)) ?? '', 'warn')
  if (action && bindingFor(action).group === 'question' && !isSure) return say(model, words.dialog.again, 'warn')
  const own = lineActs[command.name]
  if (own && (rest !== '' || command.operands.length === 0)) return own(model, rest, command)
  if (!action || rest !== '') return sayUsage(model, command)
  const { act, keys } = bindingFor(action)
  return act(model, keys[0] ?? '')
}

type LineAct = (model: Model, rest: string, command: LineCommand) => Step

const sayUsage = (model: Model, command: LineCommand): Step =>
  say(model, model.words.line.usage(usageOf(command, model.words)), 'warn')

const sayUnknown = (model: Model, word: string, known: readonly string[] = []): Step =>
  say(model, model.words.line.unknown(word, nearestWord(word, known)), 'warn')

const rollback: LineAct = (model, rest) => {
  const history = checkpointsOf(model)
  // A checkpoint may be called like a snapshot: then the id counts.
  const entry =
    history.find(({ id }) => id === rest) ?? history.find(({ kind, name }) => kind === 'checkpoint' && name === rest)
  if (entry) return rollBackTo(model, entry)
  const known = history.flatMap(({ id, name }) => [id, name].filter(Boolean))
  return sayUnknown(model, rest, known)
}

const raise: LineAct = (model, rest, command) => {
  const { words } = model
  const [word = '', value = '', extra] = wordsOf(rest)
  if (extra !== undefined) return sayUsage(model, command)
  const facts = runFacts(model)
  const known = limitsInForce(facts.state)
  const limit = raisableNames.find((name) => name === word || words.run.limits[name] === word)
  if (limit && known.includes(limit)) return open(model, raiseTo(facts, limit, value))
  return known.length === 0 ? say(model, words.raise.none, 'warn') : sayUnknown(model, word, known)
}

const job: LineAct = (model, rest) => {
  const { view } = model
  const [word = ''] = wordsOf(rest)
  if (!knownOperands(model).job?.includes(word)) return sayUnknown(model, rest)
  const filters = { ...view.filters, jobs: '' }
  return step({ ...model, view: { ...focusOn(view, 'jobs'), filters, cursors: { ...view.cursors, jobs: word } } })
}

/** `--clear` as behind `tos note`; anything else is said to the next draft. */
const note: LineAct = (model, text) => {
  const { words } = model
  const loop = momentOf(model).overview.state.loop?.id ?? null
  if (text === '--clear') return asking(model, { loop, asked: [{ kind: 'clearNotes' }], told: words.asked.clearNotes })
  const [, keep = '', said = ''] = /^(--keep\s+)?(.*)$/s.exec(text) ?? []
  if (said.length > noteLength) return say(model, words.line.tooLong(said.length, noteLength), 'warn')
  return asking(model, { loop, asked: [{ kind: 'note', text: said, isKept: keep !== '' }], told: words.asked.note })
}

const revoke: LineAct = (model, rest) => {
  const rules = grantsIn(model).map(({ rule }) => rule)
  const [word = ''] = wordsOf(rest)
  if (!rules.includes(word)) return sayUnknown(model, word, rules)
  const loop = momentOf(model).overview.state.loop?.id ?? null
  return asking(model, { loop, asked: [{ kind: 'revoke', rules: [word] }], told: model.words.asked.revoke })
}

const filter: LineAct = (model, rest) =>
  panelOf(model.view.focus).hasFilter
    ? step({ ...model, view: setFilter(model.view, rest) })
    : say(model, model.words.line.noFilter, 'warn')

const lang: LineAct = (model, rest) => {
  const [word = ''] = wordsOf(rest)
  const wish = languageWishes.find((each) => each === word)
  return wish ? step(model, { type: 'language', wish }) : sayUnknown(model, rest, languageWishes)
}

/** The key for both changes from one to the other; a word says which is meant. */
const pauseIf =
  (isWanted: boolean): LineAct =>
  (model) => {
    const { line } = model.words
    const { overview, isRunning } = momentOf(model)
    const isPaused = overview.state.run?.isPauseRequested ?? false
    if (!isRunning) return goOn(model, '')
    return isPaused === isWanted ? say(model, isPaused ? line.isPaused : line.isNotPaused) : pause(model, '')
  }

const lineActs: Readonly<Partial<Record<CommandName, LineAct>>> = {
  rollback,
  deny: (model, because) => deny(model, false, because),
  checkpoint: (model, name) => open(model, checkpointDialog(model.words, name)),
  raise,
  note,
  revoke,
  job,
  filter,
  lang,
  pause: pauseIf(true),
  resume: pauseIf(false),
}
