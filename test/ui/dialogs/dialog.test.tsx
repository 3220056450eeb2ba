import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { leave } from '../../../source/ui/dialogs/dialog.ts'
import { row, seg } from '../../../source/ui/draw/row.tsx'
import { drive, keys } from '../../helpers/drive.tsx'
import { ShownDialog, type DoingDialog } from '../../helpers/shown-dialog.tsx'
import { until } from '../../helpers/until.ts'

const place = { width: 60, height: 12 }
const lines = (...texts: string[]) => texts.map((text) => row(seg(text)))

function open(t: TestContext, more: Partial<DoingDialog> = {}) {
  const done: string[] = []
  const dialog: DoingDialog = {
    title: 'Roll back',
    rows: lines('restores 9 files'),
    choices: [
      leave('Cancel'),
      {
        label: 'Do it',
        gives: (typed) => () => void done.push(`did it ${typed}`.trim()),
      },
    ],
    ...more,
  }
  const driven = drive(
    t,
    <ShownDialog dialog={dialog} place={place} origin={{ x: 0, y: 0 }} onClose={() => done.push('closed')} />,
  )
  return { ...driven, done, ready: () => driven.sees('[ Cancel ]') }
}

describe('a dialog', () => {
  test('begins on Cancel: Enter alone changes nothing', async (t) => {
    const { ready, press, done } = open(t)
    await ready()
    press(keys.enter)
    await until(() => done.length > 0)
    assert.deepEqual(done, ['closed'])
  })
  test('ignores what was typed before a person could read it, and names no keys until then', async (t) => {
    const { frame, press, ready, done } = open(t)
    assert.ok(frame().includes('restores 9 files') && !frame().includes('[ Do it ]'))
    press(keys.tab)
    press(keys.enter)
    await ready()
    assert.deepEqual(done, [])
    press(keys.esc)
    await until(() => done.length > 0)
    assert.deepEqual(done, ['closed'])
  })
  test('takes the choice the person moved to', async (t) => {
    const { ready, press, sees, done } = open(t)
    await ready()
    press(keys.right)
    await sees('> [ Do it ]')
    press(keys.enter)
    await until(() => done.length > 0)
    assert.deepEqual(done, ['closed', 'did it'])
  })
  test('takes a choice by its own key', async (t) => {
    const done: string[] = []
    const { press, ready } = open(t, {
      choices: [
        leave('Cancel'),
        {
          label: 'Undo',
          key: 'z',
          gives: () => () => void done.push('undone'),
        },
      ],
    })
    await ready()
    press('z')
    await until(() => done.length > 0)
    assert.deepEqual(done, ['undone'])
  })
  test('scrolls what does not fit, and says where it is', async (t) => {
    const { ready, press, sees } = open(t, { rows: lines(...Array.from({ length: 30 }, (_, i) => `file ${i}.`)) })
    await ready()
    await sees('8 of 30')
    press(keys.down)
    await sees('9 of 30')
    await sees('file 8.')
  })
  test('under way offers nothing and cannot be left', async (t) => {
    const { frame, press, sees, done } = open(t, { choices: [] })
    await sees('restores')
    press(keys.esc)
    press(keys.enter)
    assert.ok(!frame().includes('['))
    assert.deepEqual(done, [])
  })
})

describe('a dialog that wants something typed', () => {
  const field = { label: 'type s-014:', isEnough: (typed: string) => typed === 's-014' }
  test('moves on to the deed only when it is typed', async (t) => {
    const { ready, press, sees, done } = open(t, { field })
    await ready()
    press('s-01')
    await sees('type s-014: s-01')
    await sees('> [ Cancel ]')
    press('4')
    await sees('> [ Do it ]')
    press(keys.enter)
    await until(() => done.length > 0)
    assert.deepEqual(done, ['closed', 'did it s-014'])
  })
  test('does nothing when the deed is chosen without it', async (t) => {
    const { ready, press, sees, done } = open(t, { field })
    await ready()
    press(keys.tab)
    await sees('> [ Do it ]')
    press(keys.enter)
    press(keys.tab)
    await sees('> [ Cancel ]')
    assert.deepEqual(done, [])
  })
  test('takes a Japanese name as the input method commits it', async (t) => {
    const { ready, press, sees, done } = open(t, { field: { label: '名前:', isEnough: (typed) => typed !== '' } })
    await ready()
    press('大きな変更の前')
    await sees('名前: 大きな変更の前')
    press(keys.enter)
    await until(() => done.length > 0)
    assert.deepEqual(done[1], 'did it 大きな変更の前')
  })
})
