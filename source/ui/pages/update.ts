// The rules of a page to choose from: from a model and a message the next model, and what is to be done. Pure.
import { leave, type Dialog } from '../dialogs/dialog.ts'
import { busyDialog, failureDialog, textRows } from '../dialogs/message.ts'
import { pressed, readied, typedInto, withDialog } from '../dialogs/open-dialog.ts'
import { layoutOf } from './layout.ts'
import type { PageCommand, PageMessage, PageWish, PageWork } from './message.ts'
import type { PageModel } from './model.ts'
import { offersOf, pageOf } from './table.ts'

export type PageStep = readonly [PageModel, readonly PageCommand[]]

const step = (model: PageModel, ...commands: readonly PageCommand[]): PageStep => [model, commands]
const open = (model: PageModel, dialog: Dialog<PageMessage>): PageStep => withDialog(model, dialog)

export function updatePage(model: PageModel, message: PageMessage): PageStep {
  switch (message.type) {
    case 'key':
      return model.dialog ? pressInDialog(model, message.name, message.isSure) : press(model, message)
    case 'text':
      return step(model.dialog ? { ...model, dialog: typedInto(model.dialog, message.text) } : model)
    case 'resized':
      return step({ ...model, columns: message.columns, rows: message.rows })
    case 'worded':
      return step({ ...model, words: message.words })
    case 'stands':
      return step(onSameOffer(model, { ...model, standing: message.standing }))
    case 'ready':
      return step(readied(model, message.dialog))
    case 'failed':
      return open(model, failureDialog(model.words, message.title, message.failure))
    default:
      return wished(model, message)
  }
}

function wished(model: PageModel, wish: PageWish): PageStep {
  switch (wish.type) {
    case 'ask':
      return open(model, confirming(model, wish))
    case 'work': {
      const [next, commands] = open(model, busyDialog(wish.title, model.words.dialog.busy))
      return step(next, ...commands, wish)
    }
    case 'prefer':
      return step({ ...model, preferred: { ...model.preferred, ...wish.change } }, wish)
    default:
      return step(model, wish)
  }
}

interface Confirming {
  readonly title: string
  readonly lines: readonly string[]
  readonly work: PageWork
}

function confirming({ words }: PageModel, { title, lines, work }: Confirming): Dialog<PageMessage> {
  return {
    title,
    decides: true,
    rows: (_typed, columns) => textRows(lines, columns),
    choices: [leave(words.dialog.cancel), { label: title, gives: () => ({ type: 'work', title, work }) }],
  }
}

function pressInDialog(model: PageModel, key: string, isSure: boolean): PageStep {
  if (!model.dialog?.isReady) return step(model)
  const after = pressed(model.dialog, key, isSure, layoutOf(model).dialog)
  if ('dialog' in after) return step({ ...model, dialog: after.dialog })
  const closed = { ...model, dialog: null }
  return after.gives ? updatePage(closed, after.gives) : step(closed)
}

const moves: Readonly<Record<string, (chosen: number, page: number, count: number) => number>> = {
  down: (chosen) => chosen + 1,
  j: (chosen) => chosen + 1,
  up: (chosen) => chosen - 1,
  k: (chosen) => chosen - 1,
  pageDown: (chosen, page) => chosen + page,
  pageUp: (chosen, page) => chosen - page,
  g: () => 0,
  home: () => 0,
  G: (_chosen, _page, count) => count - 1,
  end: (_chosen, _page, count) => count - 1,
}

/**
 * A slow link hands over several keys in one read: Enter chooses there, too, what only shows or asks. What is done without
 * another question wants it alone, for it may be meant for what nobody has seen yet.
 */
function press(model: PageModel, { name, isSure }: Extract<PageMessage, { type: 'key' }>): PageStep {
  const offers = offersOf(model)
  const to = moves[name]?.(model.chosen, layoutOf(model).room, offers.length)
  if (to !== undefined) return step({ ...model, chosen: Math.max(0, Math.min(offers.length - 1, to)) })
  if (name === 'q' || name === 'ctrl+c') return step(model, { type: 'go', way: 'leave' })
  const chosen = name === 'enter' ? offers[model.chosen]?.gives : undefined
  const wish = name === 'esc' ? pageOf(model).back(model) : chosen
  if (wish?.type === 'work' && !isSure) return step(model)
  return wish ? updatePage(model, wish) : step(model)
}

/** What is offered changes when a run begins or ends elsewhere: the cursor stays on what it stood on. */
function onSameOffer(before: PageModel, after: PageModel): PageModel {
  const label = offersOf(before)[before.chosen]?.label
  const offers = offersOf(after)
  const at = offers.findIndex((offer) => offer.label === label)
  return { ...after, chosen: at >= 0 ? at : Math.max(0, Math.min(offers.length - 1, before.chosen)) }
}

/** Something takes what is typed as text. */
export const takesText = ({ dialog }: PageModel): boolean => dialog?.shown.field !== undefined
