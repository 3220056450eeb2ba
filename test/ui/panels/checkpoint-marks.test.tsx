import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { succeed } from '../../../source/core/failure.ts'
import { entry, recorded } from '../../helpers/checkpoint-calls.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const three = ['s-003', 's-002', 's-001']

/** Panel 4 in focus, the cursor on the newest of three. */
async function open(t: TestContext) {
  const { checkpoints } = recorded({
    list: () => Promise.resolve(succeed(three.map((id) => entry(id, { ts: `2026-01-02T03:0${id.at(-1)}:00.000Z` })))),
  })
  const driven = driveScreen(t, { snapshot: snapshotOf(f.inStep()), checkpoints })
  await driven.sees('[0 Step]')
  driven.press('4')
  await driven.sees('s-001')
  const marked = () => three.filter((id) => driven.frame().includes(`*${id} `))
  return { ...driven, marks: (wanted: string[]) => until(() => marked().join() === wanted.join(), driven.frame) }
}

describe('space', () => {
  test('marks an entry with a sign that needs no colour, and takes the mark away again', async (t) => {
    const { press, marks, sees } = await open(t)
    press(' ')
    await marks(['s-003'])
    await sees('1 marked')
    press('j ')
    await marks(['s-003', 's-002'])
    press(' ')
    await marks(['s-003'])
  })
  test('of an input method marks as well', async (t) => {
    const { press, marks } = await open(t)
    press('\u3000')
    await marks(['s-003'])
  })
  test('with two marks, the oldest mark goes', async (t) => {
    const { press, marks } = await open(t)
    press(' j j ')
    await marks(['s-002', 's-001'])
  })
  test('marks nothing outside of the list of checkpoints', async (t) => {
    const { press, marks, sees } = await open(t)
    press('3 4')
    await sees('[4 Checkpoints')
    await marks([])
  })
})

describe('= shows what differs', () => {
  test('between the two marked ones, from the older to the newer, in whatever order they were marked', async (t) => {
    const { press, marks, sees } = await open(t)
    press(' jj k')
    await marks(['s-003', 's-001'])
    press('=')
    await sees('What changed from s-001 to s-003')
    await sees('diff of s-001 to s-003')
  })
  test('between the two marked ones, also when the filter hides them', async (t) => {
    const { press, marks, sees } = await open(t)
    press(' jj ')
    await marks(['s-003', 's-001'])
    press('/s-002\r')
    await sees('1 fit')
    press('=')
    await sees('diff of s-001 to s-003')
  })
  test('between the marked one and the one under the cursor', async (t) => {
    const { press, marks, sees } = await open(t)
    press('j j')
    await marks(['s-002'])
    press(keys.enter)
    await sees('diff of s-001 to s-002')
  })
  test('from the marked one under the cursor to now', async (t) => {
    const { press, marks, sees } = await open(t)
    press('j ')
    await marks(['s-002'])
    press('=')
    await sees('What changed since s-002')
  })
})

test('esc takes the marks away, then goes on as ever', async (t) => {
  const { press, marks, sees, frame } = await open(t)
  press(' j ')
  await marks(['s-003', 's-002'])
  press(keys.esc)
  await marks([])
  assert.match(frame(), /\[4 Checkpoints/)
  press(keys.esc)
  await sees('[0 Step]')
})
