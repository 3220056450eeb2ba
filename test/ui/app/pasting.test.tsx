import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { en } from '../../../source/ui/words/en/en.ts'
import { asked } from '../../helpers/asking.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys, pasted } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'

const asking = [...f.afterReplies(f.bash('rm -rf src')), f.judged(0, 'ask'), asked({ 0: ['R1'] })]

/** A question is open: `a` would allow the command. */
async function openAsking(t: TestContext) {
  const driven = driveScreen(t, { snapshot: snapshotOf(asking) })
  await driven.sees(en.question.keys)
  return driven
}

describe('what is pasted', () => {
  test('goes into the command line as one line, its line ends as spaces', async (t) => {
    const { press, sees, requests } = await openAsking(t)
    press(':')
    await sees(/ : *\n/)
    press(pasted('one\r\na\na\n'))
    await sees(/ :one a a *\n/)
    assert.deepEqual(requests(), [])
  })
  test('goes into the filter as one line', async (t) => {
    const { press, sees, requests } = await openAsking(t)
    press('3/')
    await sees('/_')
    press(pasted('one\na\n'))
    await sees('/one a ')
    assert.deepEqual(requests(), [])
  })
  test('stands behind what was typed before it', async (t) => {
    const { press, sees } = await openAsking(t)
    press(`:ab${pasted('c\nd')}e`)
    await sees(/ :abc de *\n/)
  })
  test('presses no key where nothing is typed', async (t) => {
    const { press, sees, requests } = await openAsking(t)
    press(pasted('a\na'))
    press('4')
    await sees('[4] Checkpoints')
    assert.deepEqual(requests(), [])
  })
  test('unmarked by the terminal, its further lines press no key', async (t) => {
    const { press, sees, requests } = await openAsking(t)
    press(':')
    await sees(/ : *\n/)
    press('one\ra\ra\r')
    await sees("nothing is called 'one'")
    await sees(en.question.keys)
    press('/')
    await sees('/_')
    press('one\ra\ra\r')
    await sees('/one')
    press(keys.esc)
    await sees('[0 Step]')
    assert.deepEqual(requests(), [])
  })
})
