import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exitCodes, fail, succeed } from '../../../source/core/failure.ts'
import { recorded } from '../../helpers/checkpoint-calls.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const idle = { isRunning: false }
const ended = [...f.inStep(), { type: 'run.ended', run: 1, why: 'done', endReason: 'done', exitCode: 0 } as const]

describe('the checkpoint history', () => {
  test('lists both kinds with age, name, job and step, and changed files', async (t) => {
    const { press, sees } = driveScreen(t, {
      snapshot: snapshotOf(ended, idle),
      checkpoints: recorded().checkpoints,
    })
    await sees('[0 Step]')
    press('4')
    await sees(/s-014 +before job 1 step 2 +3 files {2}5m/)
    await sees(/c0ffee1 +大きな変更の前 +3 files {2}5m/)
  })
  test('comes from the journal while the repository cannot be asked', async (t) => {
    const made = { type: 'snapshot.made', job: 1, step: 1, id: 's-001' } as const
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf([...f.inStep(), made]) })
    await sees('[0 Step]')
    press('4')
    await sees(/s-001 +before job 1 step 1/)
    press('c')
    await sees('checkpoints cannot be reached from here')
  })
  test('= and Enter show what changed since', async (t) => {
    const { press, sees } = driveScreen(t, {
      snapshot: snapshotOf(ended, idle),
      checkpoints: recorded().checkpoints,
    })
    await sees('[0 Step]')
    press('4')
    await sees('s-014')
    press('=')
    await sees('What changed since s-014')
    await sees('+added')
    await sees('[ Close ]')
    press(keys.esc)
    await sees('[4] Checkpoints')
    press('j')
    press(keys.enter)
    await sees('diff of c0ffee1')
  })
})

describe('c makes a checkpoint', () => {
  test('with a Japanese name as it is committed by the input method', async (t) => {
    const { calls, checkpoints } = recorded()
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(f.inStep()), checkpoints, language: 'ja' })
    await sees('[0 ステップ]')
    press('c')
    await sees('> [ やめる ]')
    press('大きな')
    press('変更')
    await sees('> [ 作る ]')
    press(keys.enter)
    await sees('c-002 「大きな変更」')
    assert.deepEqual(calls, ['make 大きな変更'])
  })
})

describe('R rolls back', () => {
  test('after a preview and the id typed; Enter alone does nothing; then z is offered', async (t) => {
    const { calls, checkpoints } = recorded()
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(ended, idle), checkpoints })
    await sees('[0 Step]')
    press('4')
    await sees('s-014')
    press('R')
    await sees('restores 1 file, removes 1, keeps 1')
    for (const text of [
      /restore +src\/loop\.ts/,
      /REMOVE +dist\/cli\.js/,
      /keep +README\.ja\.md/,
      'first saves now as u-004',
      'same as: tos rollback s-014',
    ])
      await sees(text)
    await sees('> [ Cancel ]')
    press(keys.enter)
    await sees('[4] Checkpoints')
    assert.deepEqual(calls, [])
    press('R')
    await sees('> [ Cancel ]')
    press('s-014')
    await sees('> [ Roll back ]')
    press(keys.enter)
    await sees('s-014 is back: 2 files; what was there before is u-004')
    await sees('z undoes this')
    assert.deepEqual(calls, ['rollBack s-014'])
    await sees('> [ Close ]')
    press(keys.esc)
    await sees('[4] Checkpoints')
    press('z')
    await sees('same as: tos undo')
  })
  test('z starts the undo from where the result is told, and from where the undo is told, too', async (t) => {
    const { calls, checkpoints } = recorded()
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(ended, idle), checkpoints })
    await sees('[0 Step]')
    press('4')
    await sees('s-014')
    press('R')
    await sees('> [ Cancel ]')
    press('s-014')
    await sees('> [ Roll back ]')
    press(keys.enter)
    for (const wanted of [
      ['rollBack s-014', 'undo'],
      ['rollBack s-014', 'undo', 'undo'],
    ]) {
      await sees('z undoes this')
      await sees('> [ Close ]')
      press('z')
      await sees('same as: tos undo')
      await sees('> [ Cancel ]')
      press(keys.tab)
      await sees('> [ Undo ]')
      press(keys.enter)
      await until(() => calls.length === wanted.length)
      assert.deepEqual(calls, wanted)
      await sees('undone: 2 files; what was there before is u-005')
    }
  })
  test('tells what is being done until it is done', async (t) => {
    let end = (): void => undefined
    const { checkpoints } = recorded({
      async rollBack(_id, _path, progress) {
        progress('u-004')
        await new Promise<void>((resolve) => (end = resolve))
        return succeed({ saved: 'u-004', files: 2 })
      },
    })
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(ended, idle), checkpoints })
    await sees('[0 Step]')
    press('4')
    await sees('s-014')
    press('R')
    await sees('> [ Cancel ]')
    press('s-014')
    await sees('> [ Roll back ]')
    press(keys.enter)
    await sees('saved as u-004; putting back')
    end()
    await sees('s-014 is back')
  })
  test('not while a run goes on', async (t) => {
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(f.inStep()), checkpoints: recorded().checkpoints })
    await sees('[0 Step]')
    press('R')
    await sees('not while a run goes on')
  })
  test('says why it was refused, and what to do', async (t) => {
    const refused = fail({
      what: 'the working tree is not clean',
      where: '/r',
      remedy: 'commit it, or use --save',
      exitCode: exitCodes.failed,
    })
    const { checkpoints } = recorded({ rollBack: () => Promise.resolve(refused) })
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(ended, idle), checkpoints })
    await sees('[0 Step]')
    press('4')
    await sees('s-014')
    press('R')
    await sees('> [ Cancel ]')
    press('s-014')
    await sees('> [ Roll back ]')
    press(keys.enter)
    await sees('the working tree is not clean')
    await sees('-> commit it, or use --save')
  })
})
