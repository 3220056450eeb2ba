import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exitCodes } from '../../../source/core/failure.ts'
import type { FleetCommand, FleetMessage } from '../../../source/ui/fleet/message.ts'
import type { FleetModel } from '../../../source/ui/fleet/model.ts'
import { itemUnderCursor, listOf } from '../../../source/ui/fleet/seen.ts'
import { takesText, updateFleet } from '../../../source/ui/fleet/update.ts'
import { fleetModel, full, loop, nothing, seen } from '../../helpers/fleet.tsx'

interface Told {
  readonly model: FleetModel
  readonly commands: readonly FleetCommand[]
}

/** One message after the other; waiting and the window's title are no deeds. */
function tell(model: FleetModel, ...messages: readonly FleetMessage[]): Told {
  let after = model
  const commands: FleetCommand[] = []
  for (const message of messages) {
    const [next, wanted] = updateFleet(after, message)
    after = next
    commands.push(...wanted.filter(({ type }) => type !== 'wait' && type !== 'title'))
  }
  return { model: after, commands }
}
const key = (name: string): FleetMessage => ({ type: 'key', name, isSure: true })
const press = (model: FleetModel, ...names: readonly string[]): Told => tell(model, ...names.map(key))
const shown = (model: FleetModel): string[] => listOf(model).entries.map(({ item }) => item.text.split(' ')[0] ?? '')
const under = (model: FleetModel): string | undefined => itemUnderCursor(model)?.text.split(' ')[0]

describe('the list of the fleet', () => {
  test('holds questions first, then what runs, waits and has ended, hosts, limits, schedules', () => {
    const list = listOf(fleetModel(seen(full())))
    assert.deepEqual(
      list.entries.filter(({ isFirst }) => isFirst).map(({ item }) => item.section),
      ['asks', 'running', 'queued', 'ended', 'hosts', 'limits', 'schedules'],
    )
    // What ended last stands first.
    assert.deepEqual(shown(fleetModel(seen(full()))).slice(0, 6), [
      'search',
      'shop',
      'docs',
      '売上集計',
      'etl',
      'billing',
    ])
  })
  test('a running loop with an open question stands with what asks', () => {
    const asking = loop('a', { state: 'running', question: 1, asks: 'curl x' })
    assert.equal(itemUnderCursor(fleetModel(seen({ ...nothing, loops: [asking] })))?.section, 'asks')
  })
  test('the cursor stays on its loop when others come, and when the loop goes to another section', () => {
    const picture = full()
    const { model } = press(fleetModel(seen(picture)), '2')
    assert.equal(under(model), 'shop')
    const asks = picture.loops.map((each) =>
      each.project === 'shop' ? Object.assign({}, each, { question: 1, asks: 'x' }) : each,
    )
    const after = tell(model, { type: 'seen', snapshot: seen({ ...picture, loops: [loop('new'), ...asks] }) }).model
    assert.equal(under(after), 'shop')
    assert.equal(itemUnderCursor(after)?.section, 'asks')
    const more = { ...picture, loops: [loop('other', { state: 'running' }), ...picture.loops] }
    assert.equal(under(tell(model, { type: 'seen', snapshot: seen(more) }).model), 'shop')
  })
  test('a filter takes words, what must not be, and fields; Esc drops it', () => {
    const typing = press(fleetModel(seen(full())), '/').model
    assert.ok(takesText(typing))
    const typed = tell(typing, { type: 'text', text: 'host:h-17' }, key('enter')).model
    assert.deepEqual(shown(typed), ['shop', 'h-17'])
    assert.equal(press(typed, 'esc').model.view.filter, '')
    const others = tell(typing, { type: 'text', text: '!shop team:web' }).model
    assert.deepEqual(shown(others), ['売上集計', 'web'])
  })
  test('is sorted by need, latest change, cost or project, and says which', () => {
    const { model } = press(fleetModel(seen(full())), 's', 's')
    assert.equal(model.said?.text, 'dearest first')
    assert.deepEqual(shown(model).slice(4, 6), ['billing', 'etl'])
  })
})

describe('keys', () => {
  test('move from row to row and section to section, and stop at the ends', () => {
    const begin = fleetModel(seen(full()))
    assert.equal(under(press(begin, 'k').model), 'search')
    assert.equal(under(press(begin, 'G', 'j').model), 'nightly')
    assert.equal(under(press(begin, 'tab').model), 'shop')
    assert.equal(under(press(begin, 'shift+tab').model), 'nightly')
    assert.equal(under(press(begin, '5').model), 'h-03')
    assert.equal(press(fleetModel(seen(nothing)), '1', 'tab', 'G', 'j').model.said, null)
    assert.equal(press(fleetModel(seen(nothing)), '1').model.said?.text, 'nothing under ASKS')
  })
  test('Enter opens a loop that has run, once, and shows what is known of anything else', () => {
    const { model, commands } = press(fleetModel(seen(full())), 'enter', 'enter')
    assert.deepEqual(commands, [{ type: 'open', name: itemUnderCursor(model)?.name }])
    const queued = press(fleetModel(seen(full())), '3', 'enter')
    assert.deepEqual(queued.commands, [])
    assert.match(queued.model.dialog?.shown.title ?? '', /^l-/)
  })
  test('a question is answered on the screen where it stands whole', () => {
    const begin = fleetModel(seen(full()))
    for (const name of ['a', 'd']) {
      assert.deepEqual(press(begin, name).commands[0]?.type, 'open')
      const { commands, model } = press(begin, '2', name)
      assert.deepEqual([commands, model.said?.text], [[], 'this one asks nothing'])
    }
  })
  test('what cannot be opened is told with its cure, and the next try is free', () => {
    const failure = { what: 'gone', remedy: 'look again', exitCode: exitCodes.failed }
    const { model } = tell(fleetModel(seen(full())), key('enter'), { type: 'failed', title: 'l-1', failure })
    assert.deepEqual([model.opening, model.dialog?.shown.title], [null, 'l-1'])
    const closed = tell(model, { type: 'ready', dialog: model.dialog?.number ?? 0 }, key('esc'), key('enter'))
    assert.equal(closed.commands[0]?.type, 'open')
  })
})

describe('a new question', () => {
  const asking = (name: string) => loop(name, { state: 'running', question: 1, asks: 'curl x' })
  test('calls once; those that were open when the screen came call nobody', () => {
    const before = [asking('a')]
    const begun = tell(fleetModel(seen(null)), { type: 'seen', snapshot: seen({ ...nothing, loops: before }) })
    assert.deepEqual(begun.commands, [])
    const both = { type: 'seen', snapshot: seen({ ...nothing, loops: [...before, asking('b')] }) } as const
    const { commands } = tell(begun.model, both, both)
    assert.match(commands.map((command) => ('text' in command ? command.text : '')).join(), /^b\/l-\d+ asks: curl x$/)
  })
  test('stands in the title of the window', () => {
    const { model } = tell(fleetModel(seen(null)), {
      type: 'seen',
      snapshot: seen({ ...nothing, loops: [asking('a')] }),
    })
    assert.equal(model.title, 'tos fleet 1 ASK 1 running')
  })
})
