// The keys of the fleet's screen: one row each, and words of the same name.
import { fleetOrders } from '../../views/fleet.ts'
import { helpDialog, type HelpEntry } from '../dialogs/help.ts'
import { messageDialog } from '../dialogs/message.ts'
import { widthOf } from '../draw/width.ts'
import { keyLabels } from '../keys/key-labels.ts'
import type { Words } from '../words/words.ts'
import type { FleetModel } from './model.ts'
import { itemUnderCursor, listOf, pageOf } from './seen.ts'
import { sections } from './sections/table.ts'
import { open, say, show, step, type FleetStep } from './step.ts'

type Act = (model: FleetModel, key: string) => FleetStep

export interface FleetBinding {
  /** Its words are called so. */
  readonly action: keyof Words['fleet']['actions']
  readonly keys: readonly string[]
  /** Place among the hints, the lowest first; without it a key stands in the help only. */
  readonly hint?: number
  readonly act: Act
}

/** The cursor on the item of that index, or as near as there is one. */
function moveTo(model: FleetModel, at: number): FleetStep {
  const { ids } = listOf(model)
  return show(model, { cursor: ids[Math.max(0, Math.min(ids.length - 1, at))] ?? null })
}

const move =
  (by: (page: number) => number): Act =>
  (model) =>
    moveTo(model, listOf(model).cursor + by(Math.max(1, pageOf(model) - 1)))

/** The number of a section is its place in the table. */
const toSection: Act = (model, key) => {
  const name = sections[Number(key) - 1]?.name
  const at = listOf(model).entries.findIndex(({ item }) => item.section === name)
  if (at >= 0) return moveTo(model, at)
  return name ? say(model, model.words.fleet.none(model.words.fleet.sections[name])) : step(model)
}

/** From heading to heading, and round again. */
const besideSection =
  (by: 1 | -1): Act =>
  (model) => {
    const { entries, cursor } = listOf(model)
    const heads = entries.flatMap(({ isFirst }, i) => (isFirst ? [i] : []))
    const own = heads.findLastIndex((i) => i <= cursor)
    return moveTo(model, heads[(own + by + heads.length) % Math.max(1, heads.length)] ?? 0)
  }

const details: Act = (model) => {
  const item = itemUnderCursor(model)
  if (!item) return step(model)
  const pairs = item.details(model.words)
  const width = Math.max(0, ...pairs.map(([label]) => widthOf(label)))
  const lines = pairs.map(([label, value]) => `${label}${' '.repeat(width - widthOf(label))}  ${value}`)
  return open(model, messageDialog(model.words, item.name, lines))
}

/** One is opened at a time; what nobody has run yet has no screen. */
const enter: Act = (model, key) => {
  const name = itemUnderCursor(model)?.opens ?? null
  if (name === null) return details(model, key)
  if (model.opening !== null) return step(model)
  return step({ ...model, opening: name }, { type: 'open', name })
}

/** The question stands whole on the loop's own screen, and is answered there. */
const answer: Act = (model, key) => {
  const item = itemUnderCursor(model)
  return item?.section === 'asks' ? enter(model, key) : say(model, model.words.fleet.notAsking, 'warn')
}

const sort: Act = (model) => {
  const order = fleetOrders[(fleetOrders.indexOf(model.view.order) + 1) % fleetOrders.length] ?? 'order'
  return say({ ...model, view: { ...model.view, order } }, model.words.fleet.sorted[order])
}

const copy: Act = (model) => {
  const item = itemUnderCursor(model)
  return item ? step(model, { type: 'copy', text: item.name }) : say(model, model.words.copied.nothing)
}

const help: Act = (model) => open(model, helpDialog(model.words, fleetKeyRows(model.words)))

export const fleetKeys: readonly FleetBinding[] = [
  { action: 'help', keys: ['?'], hint: 1, act: help },
  { action: 'leave', keys: ['q', 'ctrl+c'], hint: 2, act: (model) => step(model, { type: 'leave' }) },
  { action: 'open', keys: ['enter'], hint: 3, act: enter },
  { action: 'answer', keys: ['a', 'd'], act: answer },
  { action: 'section', keys: sections.map((_, i) => String(i + 1)), hint: 4, act: toSection },
  { action: 'nextSection', keys: ['tab', 'right', 'l'], hint: 8, act: besideSection(1) },
  { action: 'previousSection', keys: ['shift+tab', 'left', 'h'], act: besideSection(-1) },
  { action: 'down', keys: ['j', 'down'], act: move(() => 1) },
  { action: 'up', keys: ['k', 'up'], act: move(() => -1) },
  { action: 'pageDown', keys: ['pageDown', 'ctrl+d'], act: move((page) => page) },
  { action: 'pageUp', keys: ['pageUp', 'ctrl+u'], act: move((page) => -page) },
  { action: 'top', keys: ['g', 'home'], act: move(() => -Infinity) },
  { action: 'bottom', keys: ['G', 'end'], act: move(() => Infinity) },
  { action: 'details', keys: ['i'], hint: 7, act: details },
  { action: 'filter', keys: ['/'], hint: 5, act: (model) => show(model, { isTyping: true }) },
  { action: 'sort', keys: ['s'], hint: 6, act: sort },
  { action: 'refresh', keys: ['r'], hint: 9, act: (model) => step(model, { type: 'look' }) },
  { action: 'copy', keys: ['y'], act: copy },
  { action: 'back', keys: ['esc'], act: (model) => show(model, { filter: '' }) },
  { action: 'redraw', keys: ['ctrl+l'], act: (model) => step(model, { type: 'redraw' }) },
  { action: 'suspend', keys: ['ctrl+z'], act: (model) => step(model, { type: 'suspend' }) },
]

/** For the help and the reference. */
export const fleetKeyRows = (words: Words): HelpEntry[] =>
  fleetKeys.map((binding) => ({
    group: words.fleet.group,
    keys: keyLabels(binding, words),
    does: words.fleet.actions[binding.action],
    acts: true,
  }))
