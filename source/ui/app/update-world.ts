// What the world tells, and what follows from any message: who is called, what the title says, how far a question was read.
import { noticeOf } from './notice.ts'
import type { Command } from './commands.ts'
import type { Model, Setting } from './model.ts'
import { isBehind, layoutOf, questionOf } from './seen.ts'
import { say, step, and, type Step } from './step.ts'
import type { Snapshot } from './store.ts'
import { titleOf } from './title.ts'
import { initialView } from './view-state.ts'
import type { AwayTold } from './away.ts'
import type { Words } from '../words/words.ts'
import type { PanelName } from '../panels/table.ts'

/** Milliseconds a question is seen before a key answers it. */
const unreadMs = 300

export interface Beginning {
  readonly setting: Setting
  readonly words: Words
  readonly columns: number
  readonly rows: number
  readonly present: Snapshot
  readonly away: AwayTold | null
  readonly focus: PanelName
}

/** The screen as a person comes to it. */
export function begin({ focus, ...known }: Beginning): readonly [Model, readonly Command[]] {
  const { present, words, setting } = known
  const model: Model = {
    ...known,
    past: null,
    wanted: null,
    listed: null,
    view: { ...initialView, focus },
    dialog: null,
    line: null,
    said: null,
    reading: null,
    search: null,
    read: { question: '', top: 0, isSeen: false, readable: null, timer: null },
    // What was so when the viewer came calls nobody.
    noticed: noticeOf(present.overview.state, present.isRunning, words)?.key ?? null,
    title: titleOf(present),
    opened: 0,
    count: 0,
  }
  const wanted = { to: { kind: 'end' }, said: '' } as const
  const [next, commands] = settled(setting.isArchived ? { ...model, wanted } : model)
  const first: Command[] = [{ type: 'title', text: model.title }, { type: 'list' }]
  const past: Command[] = setting.isArchived ? [{ type: 'remember' }] : []
  return [next, [...first, ...past, ...commands.filter((command) => command.type !== 'now')]]
}

/** The journal, the lock or the clock has moved. */
export function seen(model: Model, snapshot: Snapshot): Step {
  const before = model.present
  const present = model.setting.isSpoken ? calm(before, snapshot) : snapshot
  const isListed = before.overview.checkpoints !== present.overview.checkpoints
  const next = step({ ...model, present }, ...(isListed ? [{ type: 'list' } as const] : []))
  const { isMine, by } = present.control
  const isLost = before.control.isMine && !isMine && by !== null
  return and(and(next, called), (after) => (isLost ? say(after, after.words.control.lost(by), 'warn') : step(after)))
}

const minuteOf = ({ now }: Snapshot): number => Math.floor(now / 60_000)

/** The clock of a screen that is listened to moves when something happens, else once a minute. */
const calm = (before: Snapshot, after: Snapshot): Snapshot =>
  before.overview !== after.overview || minuteOf(before) !== minuteOf(after) ? after : { ...after, now: before.now }

/** Rings and notifies when something needs a person who looks elsewhere, once for each happening. */
function called(model: Model): Step {
  const { present, words, noticed } = model
  const notice = noticeOf(present.overview.state, present.isRunning, words)
  const key = notice?.key ?? null
  if (key === noticed) return step(model)
  return step({ ...model, noticed: key }, ...(notice ? [{ type: 'ring', text: notice.text } as const] : []))
}

/** What holds after every message. */
export const settled = (model: Model): Step => and(and(and(and(step(model), titled), fitting), searching), reading)

function titled(model: Model): Step {
  const title = titleOf(model.present)
  return title === model.title ? step(model) : step({ ...model, title }, { type: 'title', text: title })
}

/** A window that became too small for the line has closed it. */
function fitting(model: Model): Step {
  const { kind } = layoutOf(model)
  return step(model.line && kind !== 'wide' && kind !== 'single' ? { ...model, line: null } : model)
}

/** Panel 5 holds the newest events; what is filtered is looked for in all of them, once it has been typed. */
function searching(model: Model): Step {
  const { view, search } = model
  const filter = view.filters.events
  if (filter === '') return step(search === null ? model : { ...model, search: null })
  const isTyped = view.isTyping && view.focus === 'events'
  if (isTyped || search?.filter === filter) return step(model)
  return step({ ...model, search: { filter, hits: null } }, { type: 'search', filter })
}

/** A question may be answered when its last row was seen, for long enough and with nothing before it. */
function reading(model: Model): Step {
  const { name, most } = questionOf(model)
  const isNew = name !== '' && model.read.question !== name
  const known = isNew ? { ...model.read, question: name, top: 0, isSeen: false, timer: null } : model.read
  const isSeen = known.isSeen || (name !== '' && known.top >= most)
  const isWatched = name !== '' && isSeen && !isBehind(model)
  if (isWatched && known.readable !== name && known.timer === null) {
    const count = model.count + 1
    const message = { type: 'readable', question: name, timer: count } as const
    return step({ ...model, count, read: { ...known, isSeen, timer: count } }, { type: 'wait', ms: unreadMs, message })
  }
  const timer = isWatched ? known.timer : null
  const isSame = known === model.read && known.isSeen === isSeen && known.timer === timer
  return step(isSame ? model : { ...model, read: { ...known, isSeen, timer } })
}
