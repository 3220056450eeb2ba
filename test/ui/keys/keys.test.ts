import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bindingOf, bindings, hintsFor, unmet, type KeyBinding } from '../../../source/ui/keys/keys.ts'
import type { Need } from '../../../source/ui/app/needs.ts'
import { panelOrder } from '../../../source/ui/panels/table.ts'

const table: readonly KeyBinding[] = bindings

describe('the key table', () => {
  test('gives a key one meaning in each panel', () => {
    for (const panel of panelOrder) {
      const keys = table.filter(({ panels }) => panels?.includes(panel) ?? true).flatMap(({ keys }) => keys)
      assert.equal(new Set(keys).size, keys.length, panel)
    }
  })
  test('leaves alone what terminals, tmux, screen and input methods take', () => {
    const taken = new Set(['ctrl+s', 'ctrl+q', 'ctrl+a', 'ctrl+b', ' ', 'ctrl+h', 'ctrl+m', 'ctrl+i', 'ctrl+j'])
    for (const { keys } of table) for (const key of keys) assert.ok(!taken.has(key), key)
  })
  test('wants control for everything that changes something', () => {
    const changing = [
      'pause',
      'stop',
      'raise',
      'goOn',
      'allowOnce',
      'allowRun',
      'deny',
      'denyAndStop',
      'checkpoint',
      'rollBack',
      'undo',
      'pin',
    ]
    for (const action of changing) {
      const binding = table.find((each) => each.action === action)
      assert.ok(binding?.needs?.includes('control'), action)
    }
  })
})

describe('a key acts', () => {
  const situation = (...met: Need[]) => ({ panel: 'step', met: new Set(met) }) as const
  const pause = bindingOf('p', 'step') as KeyBinding
  test('when all it needs is so; else the first thing it lacks is named', () => {
    assert.equal(unmet(pause, situation('live', 'running', 'control')), null)
    assert.equal(unmet(pause, situation('live', 'running')), 'control')
    assert.equal(unmet(pause, situation('live', 'control')), 'running')
  })
  test('only with its panel in focus', () => {
    assert.equal(bindingOf('e', 'policy')?.action, 'explain')
    assert.equal(bindingOf('e', 'jobs'), null)
  })
  test('and only then it is among the hints, the most useful first', () => {
    const actions = (...met: Need[]) => hintsFor(situation(...met)).map(({ action }) => action)
    assert.deepEqual(actions('live', 'running', 'control', 'size', 'question').slice(0, 6), [
      'help',
      'leave',
      'allowOnce',
      'allowRun',
      'deny',
      'denyAndStop',
    ])
    assert.ok(!actions('live', 'running').includes('pause'))
  })
  test('first among those that do something in the panel that is for it: 80 columns have room for six', () => {
    const met = new Set<Need>(['live', 'idle', 'checkpoints', 'control', 'size', 'limits'])
    const actions = (panel: 'checkpoints' | 'jobs') => hintsFor({ panel, met }).map(({ action }) => action)
    assert.deepEqual(actions('checkpoints').slice(0, 3), ['help', 'leave', 'rollBack'])
    assert.ok(actions('jobs').indexOf('rollBack') > 5)
  })
})
