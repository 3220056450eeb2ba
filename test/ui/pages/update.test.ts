import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exitCodes } from '../../../source/core/failure.ts'
import type { PageCommand, PageMessage } from '../../../source/ui/pages/message.ts'
import type { PageModel, PageName } from '../../../source/ui/pages/model.ts'
import { nowhere } from '../../../source/ui/pages/standing.ts'
import { offersOf } from '../../../source/ui/pages/table.ts'
import { updatePage } from '../../../source/ui/pages/update.ts'
import { catalogues } from '../../../source/ui/words/words.ts'
import type { Preferred } from '../../../source/files/preferences.ts'
import { layoutOf } from '../../../source/files/layout.ts'
import { evolveOverview, initialOverview, type Overview } from '../../../source/views/overview.ts'
import * as f from '../../helpers/facts.ts'

const unspoken: Preferred = { language: 'auto', frame: 'auto', lastProject: '', seen: [] }
const { config } = f.settingsOf(f.looping(3))
const project = {
  layout: layoutOf('/p', config),
  config,
  foldOf: { initial: initialOverview, evolve: evolveOverview, version: 'test' },
}
const begun: Overview = f.eventsOf(f.loopStarted(), f.runStarted()).reduce(evolveOverview, initialOverview)

const come = (name: PageName, more: Partial<PageModel> = {}): PageModel => ({
  name,
  words: catalogues.en,
  columns: 80,
  rows: 24,
  project,
  folder: '/p',
  standing: nowhere,
  loops: [],
  preferred: unspoken,
  preferences: '/home/p.json',
  chosen: 0,
  dialog: null,
  opened: 0,
  ...more,
})

interface Told {
  readonly model: PageModel
  readonly commands: readonly PageCommand[]
}

/** One message after the other; waiting is no deed. */
function tell(model: PageModel, ...messages: readonly PageMessage[]): Told {
  let after = model
  const commands: PageCommand[] = []
  for (const message of messages) {
    const [next, wanted] = updatePage(after, message)
    after = next
    commands.push(...wanted.filter(({ type }) => type !== 'wait'))
  }
  return { model: after, commands }
}
const key = (name: string, isSure = true): PageMessage => ({ type: 'key', name, isSure })
const press = (model: PageModel, ...names: readonly string[]): Told => tell(model, ...names.map((name) => key(name)))
const under = (model: PageModel): string | undefined => offersOf(model)[model.chosen]?.label
/** The dialog that is open, read long enough. */
const ready = ({ opened }: PageModel): PageMessage => ({ type: 'ready', dialog: opened })
const on = (model: PageModel, label: string): PageModel => ({
  ...model,
  chosen: offersOf(model).findIndex((offer) => offer.label === label),
})

describe('a page to choose from', () => {
  test('moves by the keys of every list and stays on what there is', () => {
    const last = offersOf(come('menu')).length - 1
    const moved = (chosen: number, name: string) => press(come('menu', { chosen, rows: 10 }), name).model.chosen
    assert.deepEqual(
      ['j', 'down', 'pageDown', 'G', 'end'].map((name) => moved(1, name)),
      [2, 2, 5, last, last],
    )
    assert.deepEqual(
      ['k', 'up', 'pageUp', 'g', 'home'].map((name) => moved(1, name)),
      [0, 0, 0, 0, 0],
    )
    assert.equal(moved(last, 'j'), last)
  })
  test('q leaves, digits and letters do nothing', () => {
    assert.deepEqual(press(come('menu'), 'q').commands, [{ type: 'go', way: 'leave' }])
    for (const name of ['1', '4', '9', 'a', 'x', 'space'])
      assert.deepEqual(press(come('menu', { chosen: 2 }), name), { model: come('menu', { chosen: 2 }), commands: [] })
  })
  test('Esc goes back where something lies behind it', () => {
    assert.deepEqual(press(come('settings'), 'esc').commands, [{ type: 'back' }])
    assert.deepEqual(press(come('menu'), 'esc').commands, [])
    const behind = come('menu', { standing: { overview: begun, isRunning: false } })
    assert.deepEqual(press(behind, 'esc').commands, [{ type: 'go', way: 'live' }])
    assert.deepEqual(press(come('welcome', { project: null }), 'esc').commands, [])
  })
  test('Enter that came with other keys chooses what shows or asks, and nothing that is done at once', () => {
    const model = on(come('menu'), 'Settings')
    assert.deepEqual(press(model, 'enter').commands, [{ type: 'go', way: 'settings' }])
    assert.deepEqual(tell(model, key('enter', false)).commands, [{ type: 'go', way: 'settings' }])
    const asked = tell(come('menu'), key('j', false), key('enter', false))
    assert.deepEqual([asked.commands, asked.model.dialog?.shown.decides], [[], true])
    const welcome = come('welcome', { project: null, chosen: 1 })
    assert.equal(offersOf(welcome)[1]?.gives.type, 'work')
    assert.deepEqual(tell(welcome, key('enter', false)), tell(welcome))
  })
  test('of nothing offers nothing: no key fails', () => {
    for (const name of ['enter', 'j', 'G', 'pageUp'])
      assert.deepEqual(press(come('loops'), name), { model: come('loops'), commands: [] })
  })
})

describe('what executes commands', () => {
  test('asks first, beginning on Cancel, and is done when a person has taken it', () => {
    const asked = press(come('menu'), 'enter')
    assert.deepEqual(asked.commands, [])
    assert.equal(asked.model.dialog?.shown.title, 'Run one job')
    assert.equal(tell(asked.model, ready(asked.model), key('enter')).model.dialog, null)
    const done = tell(asked.model, ready(asked.model), key('tab'), key('enter'))
    const work = { kind: 'start', wish: { mode: 'run', until: 'job', inDoubt: 'stop' } }
    assert.deepEqual(done.commands, [{ type: 'work', title: 'Run one job', work }])
    assert.deepEqual(done.model.dialog?.shown.choices, [])
  })
  test('takes no key before it can have been read, and none that came with others', () => {
    const { model } = press(come('menu'), 'enter')
    assert.deepEqual(press(model, 'tab', 'enter').model, model)
    const unsure = tell(model, ready(model), key('tab', false), key('enter', false))
    assert.deepEqual([unsure.commands, unsure.model.dialog?.note], [[], 'again'])
  })
  test('is not begun twice, and says why it could not be', () => {
    const { model } = press(come('welcome', { project: null, chosen: 1 }), 'enter')
    assert.deepEqual(tell(model, ready(model), key('enter'), key('esc'), key('q')).commands, [])
    const failure = { what: 'no room', remedy: 'make some', exitCode: exitCodes.failed }
    const failed = tell(model, { type: 'failed', title: 'Demo', failure }).model
    assert.deepEqual(tell(failed, ready(failed), key('esc')), {
      model: { ...come('welcome', { project: null, chosen: 1 }), opened: failed.opened },
      commands: [],
    })
  })
})

describe('the menu', () => {
  test('offers to begin only where nothing runs, and the cursor stays on its offer', () => {
    const model = on(come('menu'), 'Roll back')
    const running = tell(model, { type: 'stands', standing: { overview: begun, isRunning: true } }).model
    assert.equal(under(running), 'Roll back')
    assert.deepEqual(offersOf(running)[0]?.gives, { type: 'go', way: 'live' })
    assert.ok(!offersOf(running).some(({ gives }) => gives.type === 'ask' && gives.work.kind === 'start'))
    // What it stood on is no more.
    const ended = tell(come('menu'), { type: 'stands', standing: { overview: begun, isRunning: true } }).model
    assert.equal(under(ended), 'Look at the current loop')
  })
})

describe('the settings', () => {
  test('go through their values, each kept at once', () => {
    const { model, commands } = press(come('settings'), 'enter', 'enter', 'enter')
    assert.deepEqual(
      commands.map((command) => command.type === 'prefer' && command.change.language),
      ['en', 'ja', 'auto'],
    )
    assert.deepEqual(press(model, 'j', 'enter').commands, [{ type: 'prefer', change: { frame: 'lines' } }])
  })
})

describe('the welcome', () => {
  test('offers the last project only where there was one', () => {
    const first = come('welcome', { project: null })
    const again = come('welcome', { project: null, preferred: { ...unspoken, lastProject: '/q' } })
    assert.equal(offersOf(again).length, offersOf(first).length + 1)
    const { commands } = press(on(again, 'Open the last project'), 'enter')
    assert.deepEqual(commands, [{ type: 'work', title: 'Open the last project', work: { kind: 'open', root: '/q' } }])
  })
})
