import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { succeed } from '../../../source/core/failure.ts'
import type { CheckpointEntry } from '../../../source/ui/app/checkpoints.ts'
import { recorded } from '../../helpers/checkpoint-calls.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const limits = { limits: { max_cost_usd: 5 } }
const running = f.afterReplies(f.bash('echo one'), f.looping(3), limits)
const ended = [...running, { type: 'run.ended', run: 1, why: 'done', endReason: 'done', exitCode: 0 } as const]
const idle = { isRunning: false }

const entry = (id: string, name = ''): CheckpointEntry => ({
  id,
  kind: name === '' ? 'snapshot' : 'checkpoint',
  name,
  ts: '2026-01-02T03:00:00.000Z',
  job: 1,
  step: 2,
  files: 3,
  isPinned: false,
})

/** Checkpoints that note what is asked of them. */
function noted() {
  return recorded({
    list: () => Promise.resolve(succeed([entry('s-014'), entry('s-013'), entry('c0ffee1', '大きな変更の前')])),
  })
}

describe('the command line', () => {
  test('opens on :, shows what fits, completes with tab and closes with esc', async (t) => {
    const { press, sees, frame } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press(':')
    await sees('rollback  undo  checkpoint')
    press('ra')
    await sees(/ :ra *\n/)
    press(keys.tab)
    await sees(':raise LIMIT VALUE  raise a limit: asks  max_cost_usd')
    press(keys.tab)
    await sees(/ :raise max_ *\n/)
    press('c')
    await sees(/ :raise max_c *\n/)
    press(keys.tab)
    await sees(/ :raise max_cost_usd *\n/)
    press(keys.esc)
    await sees('q leave')
    assert.ok(!frame().includes(':raise'))
  })

  test('what is typed in it presses no key, and deleting the last of it closes it', async (t) => {
    const { press, sees, requests, left } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press(':pq')
    await sees(' :pq')
    press('\u007F\u007F')
    await sees(/ : *\n/)
    press('\u007F')
    await sees('q leave')
    assert.deepEqual([requests(), left], [[], []])
  })

  test('a word nobody knows names the nearest', async (t) => {
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press(':rolback s-014')
    await sees(':rolback s-014')
    press(keys.enter)
    await sees("nothing is called 'rolback'; did you mean 'rollback'?")
  })

  test('rollback shows the dialog of the key: nothing happens until the id is typed', async (t) => {
    const { checkpoints, calls } = noted()
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(ended, idle), checkpoints })
    await sees('(3)')
    press(':rollback s-013')
    press(keys.enter)
    await sees('Roll back to s-013')
    await sees('> [ Cancel ]')
    press(keys.enter)
    await sees('q leave')
    assert.deepEqual(calls, [])
    press(':rollback 大きな変更の前')
    press(keys.enter)
    await sees('type c0ffee1 to go on')
    await sees('> [ Cancel ]')
    press('c0ffee1')
    await sees('> [ Roll back ]')
    press(keys.enter)
    await sees('c0ffee1 is back')
    assert.deepEqual(calls, ['rollBack c0ffee1'])
  })

  test('rollback to nothing that is there names the nearest', async (t) => {
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(ended, idle), checkpoints: noted().checkpoints })
    await sees('(3)')
    press(':rollback s-0133')
    press(keys.enter)
    await sees("nothing is called 's-0133'; did you mean 's-013'?")
  })

  test('needs what the key needs', async (t) => {
    const { press, sees, requests } = driveScreen(t, {
      snapshot: snapshotOf(running, { control: { isMine: false, by: 'someone' } }),
      checkpoints: noted().checkpoints,
    })
    await sees('someone steers')
    press(':rollback s-013')
    press(keys.enter)
    await sees('not while a run goes on')
    press(':pause')
    press(keys.enter)
    await sees('another viewer steers; ctrl+t takes control')
    assert.deepEqual(requests(), [])
  })

  test('a name in Japanese stands in the dialog, on Cancel like every other', async (t) => {
    const { checkpoints, calls } = noted()
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(running), checkpoints })
    await sees('[0 Step]')
    press('：ｃｈｅｃｋｐｏｉｎｔ　大きな変更')
    await sees(':ｃｈｅｃｋｐｏｉｎｔ')
    press(keys.enter)
    await sees('name: 大きな変更')
    await sees('> [ Cancel ]')
    press(keys.tab)
    await sees('> [ Make it ]')
    press(keys.enter)
    await sees('c-002 "大きな変更" is made')
    assert.deepEqual(calls, ['make 大きな変更'])
  })

  test('pause and resume mean what they say', async (t) => {
    const { press, sees, requests, store } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press(':resume')
    press(keys.enter)
    await sees('it is not paused')
    press(':pause')
    press(keys.enter)
    await sees('asked to pause')
    assert.deepEqual(requests(), [{ kind: 'pause', by: 'op (pts/3)' }])
    store.set(snapshotOf([...running, { type: 'run.pauseRequested', by: 'x' }, { type: 'run.paused', run: 1 }]))
    await sees('PAUSED')
    press(':pause')
    press(keys.enter)
    await sees('it is asked to pause already; :resume goes on')
    press(':resume')
    press(keys.enter)
    await sees('asked to go on')
    assert.deepEqual(requests(), [{ kind: 'resume', by: 'op (pts/3)' }])
  })

  test('raise takes the name of the setting or of the screen, and asks', async (t) => {
    const { press, sees, requests } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press(':raise money 10')
    press(keys.enter)
    await sees('tos raise max_cost_usd=10')
    await sees('> [ Cancel ]')
    press(keys.esc)
    await sees('q leave')
    assert.deepEqual(requests(), [])
    press(':raise max_costs_usd 10')
    press(keys.enter)
    await sees("nothing is called 'max_costs_usd'; did you mean 'max_cost_usd'?")
    press(':raise money 10 20')
    press(keys.enter)
    await sees('it is :raise LIMIT VALUE')
  })

  test('job, filter, lang and help change what is looked at', async (t) => {
    const { press, sees, left } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press(':job 3')
    press(keys.enter)
    await sees('[2 Jobs]')
    press(':filter job:3')
    press(keys.enter)
    await sees('/job:3')
    press(':job 7')
    press(keys.enter)
    await sees("nothing is called '7'")
    press(':lang ja')
    press(keys.enter)
    await until(() => left.length > 0)
    await sees('q leave')
    press(':help')
    press(keys.enter)
    await sees('Keys')
    assert.deepEqual(left, ['ja'])
  })

  test('q leaves', async (t) => {
    const { press, sees, left } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press(':q')
    press(keys.enter)
    await until(() => left.length > 0)
    assert.deepEqual(left, ['leave'])
  })
})
