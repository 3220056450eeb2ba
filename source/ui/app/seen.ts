// What can be seen of a model: the moment, the layout, the lists, the open question. Made anew only when what it is made of changed.
import type { CheckpointEntry } from './checkpoints.ts'
import { toldEntries, withNewer } from './checkpoint-list.ts'
import { layoutFor, mainPlace, spokenLayout, stepPlace, type ScreenLayout } from './layout.ts'
import type { Model } from './model.ts'
import { needsMet, steersNot, type Need } from './needs.ts'
import { pastSnapshot, type Snapshot } from './store.ts'
import { summaryOf } from './summary.ts'
import type { RunFacts } from '../dialogs/run.ts'
import { innerColumns, innerRows } from '../draw/panel.tsx'
import type { Place } from '../draw/place.ts'
import { seg, type Row } from '../draw/row.tsx'
import type { PanelFacts } from '../panels/panel-row.ts'
import { nothingAsked, openQuestion, questionBody, questionRoom, questionRows } from '../panels/question-rows.ts'
import { remembered } from '../panels/remembered.ts'
import { stepInput, stepParts, type StepParts } from '../panels/step.tsx'
import type { PanelName } from '../panels/table.ts'

const pastOf = remembered(pastSnapshot)

/** The moment that is looked at: the present, or one of the past. */
export const momentOf = ({ present, past }: Model): Snapshot => (past ? pastOf(present, past.overview) : present)

const layoutOfSize = remembered(layoutFor)
export const layoutOf = ({ setting, columns, rows, view }: Model): ScreenLayout =>
  setting.isSpoken ? spokenLayout : layoutOfSize(columns, rows, view.isZoomed)

/** Where the dialog stands; null where the window is too small for one. */
export function dialogPlace(model: Model): Place | null {
  const layout = layoutOf(model)
  const { columns, rows, dialog } = model
  const zoomed = layout.kind === 'wide' && dialog?.shown.isWide ? layoutOfSize(columns, rows, true) : layout
  return mainPlace(zoomed)
}

const told = remembered(toldEntries)
const newest = remembered(withNewer)

/** Checkpoints and snapshots, newest first. Of another moment only the journal tells. */
export function checkpointsOf(model: Model): readonly CheckpointEntry[] {
  const entries = told(momentOf(model).overview.checkpoints)
  return model.past || !model.listed ? entries : newest(model.listed, entries)
}

const summaryRows = remembered(summaryOf)
const noSummary: ReturnType<typeof summaryOf> = []
export const summaryOfModel = ({ past, present, words }: Model): ReturnType<typeof summaryOf> =>
  past ? noSummary : summaryRows(present, words)

/** What a panel may look at. */
export function factsOf(model: Model, name: PanelName): PanelFacts {
  const { words, view, setting, past, present } = model
  const layout = layoutOf(model)
  const live = present.isRunning ? words.header.live : ''
  return {
    snapshot: momentOf(model),
    words,
    checkpoints: checkpointsOf(model),
    filter: view.filters[name],
    cursor: view.cursors[name],
    isTyping: view.isTyping && view.focus === name && model.dialog === null,
    isSpoken: setting.isSpoken,
    jobOrder: view.jobOrder,
    marks: view.marks,
    summary: summaryOfModel(model),
    summaryAt: view.summaryAt,
    question: questionOf(model).rows,
    scrolled: view.scrolled,
    badge: layout.kind === 'single' && layout.hasTabs ? '' : past ? words.header.past(past.seq, past.length) : live,
    found: past === null && model.search ? model.search.hits : null,
    isPast: past !== null,
  }
}

/** The step's rows; null while it is not on the screen. */
export function stepOf(model: Model): StepParts | null {
  const place = stepPlace(layoutOf(model), model.view.focus)
  const facts = factsOf(model, 'step')
  return place && stepParts({ ...stepInput(facts), place, question: facts.question }, model.words)
}

export interface QuestionOnScreen {
  /** Names it over all loops, for questions are numbered anew in each; empty while none is on the screen. */
  readonly name: string
  /** For the step's panel. */
  readonly rows: readonly Row[]
  /** Rows of it that fit. */
  readonly room: number
  /** How far it can be scrolled. */
  readonly most: number
  readonly top: number
  /** Somebody had the whole question on this screen, long enough to read it. */
  readonly isReadable: boolean
}

const none: QuestionOnScreen = { name: '', rows: nothingAsked, room: 0, most: 0, top: 0, isReadable: false }
const bodyOf = remembered(questionBody)
const rowsOf = remembered(questionFrame)

/** The open question as it stands on the screen. */
export function questionOf(model: Model): QuestionOnScreen {
  const { words, read, view } = model
  const { overview, now } = momentOf(model)
  const { state } = overview
  const place = stepPlace(layoutOf(model), view.focus)
  const number = place && openQuestion(state)
  if (!place || number === null) return none
  const name = `${state.loop?.id ?? ''} ${number}`
  const [columns, height] = [innerColumns(place), innerRows(place)]
  const body = bodyOf(state, words, columns)
  const { room } = questionRoom(body, height)
  const most = Math.max(0, body.length - room)
  const isKnown = read.question === name
  const top = isKnown ? Math.min(read.top, most) : 0
  const isSeen = (isKnown && read.isSeen) || top >= most
  const isReadable = isSeen && !isBehind(model) && read.readable === name
  const refusal = refusalOf(model)
  const { keys, more, notYet } = words.question
  const foot = refusal ?? (isReadable ? keys : isSeen ? notYet : more(most - top))
  const tone = refusal !== null ? 'dim' : isReadable ? 'bold' : 'warn'
  return { name, rows: rowsOf(state, words, body, now, columns, height, top, foot, tone), room, most, top, isReadable }
}

function questionFrame(
  state: Parameters<typeof questionRows>[0],
  words: Model['words'],
  body: readonly Row[],
  now: number,
  columns: number,
  height: number,
  top: number,
  foot: string,
  tone: 'dim' | 'bold' | 'warn',
): readonly Row[] {
  return questionRows(state, words, { body, now, columns, height, top, foot: seg(foot, tone) })
}

/** Something else has the keys. */
export const isBehind = ({ dialog, past }: Model): boolean => dialog !== null || past !== null

const refusalOf = ({ setting, present, past, words }: Model): string | null =>
  steersNot({ isReadOnly: setting.isReadOnly, isMine: present.control.isMine, isPast: past !== null }, words)

export const metIn = (model: Model): ReadonlySet<Need> =>
  needsMet({
    snapshot: momentOf(model),
    isReadOnly: model.setting.isReadOnly,
    isPast: model.past !== null,
    isAnswerable: questionOf(model).isReadable,
    hasCheckpoints: model.setting.hasCheckpoints,
    isHere: model.setting.isHere,
    layout: layoutOf(model),
  })

/** What the dialogs about the run look at. */
export function runFacts(model: Model): RunFacts {
  const { overview, isRunning, control } = momentOf(model)
  return { words: model.words, state: overview.state, isRunning, isMine: control.isMine }
}
