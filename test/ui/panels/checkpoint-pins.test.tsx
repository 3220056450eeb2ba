import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { exitCodes, fail, succeed } from '../../../source/core/failure.ts'
import type { Checkpoints } from '../../../source/ui/app/checkpoints.ts'
import { entry, recorded } from '../../helpers/checkpoint-calls.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

/** Panel 4 in focus on two entries, of which the test's repository remembers the pins. */
async function open(t: TestContext, more: Partial<Checkpoints> = {}, control = { isMine: true, by: 'op' }) {
  const pinned = new Set<string>()
  const { checkpoints } = recorded({
    list: () => Promise.resolve(succeed(['s-002', 's-001'].map((id) => entry(id, { isPinned: pinned.has(id) })))),
    pin(id, isPinned) {
      if (isPinned) pinned.add(id)
      else pinned.delete(id)
      return Promise.resolve(succeed(null))
    },
    ...more,
  })
  const driven = driveScreen(t, { snapshot: snapshotOf(f.inStep(), { control }), checkpoints })
  await driven.sees('[0 Step]')
  driven.press('4')
  await driven.sees('s-001')
  return { ...driven, pinned }
}

describe('P', () => {
  test('pins what the cursor is on, visibly, and lets it go again', async (t) => {
    const { press, sees, frame, pinned } = await open(t)
    press('jP')
    await sees(/s-001 P .*pinned/)
    await sees('s-001 is pinned (tos checkpoints pin s-001)')
    assert.deepEqual([...pinned], ['s-001'])
    assert.doesNotMatch(frame(), /s-002 P/)
    press('P')
    await sees('s-001 is not pinned any more (tos checkpoints unpin s-001)')
    await until(() => !/s-001 P/.test(frame()))
    assert.equal(pinned.size, 0)
  })
  test('says why it could not', async (t) => {
    const { press, sees } = await open(t, {
      pin: () => Promise.resolve(fail({ what: 'the disk is full', remedy: 'make room', exitCode: exitCodes.failed })),
    })
    press('P')
    await sees('the disk is full')
    await sees('-> make room')
  })
  test('wants control: pins are for everybody', async (t) => {
    const { press, sees, pinned } = await open(t, {}, { isMine: false, by: 'other' })
    press('P')
    await sees('another viewer steers')
    assert.equal(pinned.size, 0)
  })
})
