import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fail, succeed } from '../../../source/core/failure.ts'
import { recorded } from '../../helpers/checkpoint-calls.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'

const ended = [...f.inStep(), { type: 'run.ended', run: 1, why: 'done', endReason: 'done', exitCode: 0 } as const]
const fileOf = (path: string, ...lines: string[]) => [`diff --git a/${path} b/${path}`, '@@ -1 +1 @@', ...lines]
const patch = [...fileOf('src/a.ts', '-old a', '+new a', '+more'), ...fileOf('docs/日本語.md', '-古い')]

const changing = (more: Parameters<typeof recorded>[0] = {}) =>
  recorded({ diff: () => Promise.resolve(succeed(patch)), ...more })

describe('what changed is a list of files', () => {
  test('enter shows the patch of the one under the cursor, esc goes back to it, n on to the next', async (t) => {
    const { checkpoints } = changing()
    const { press, sees, frame } = driveScreen(t, { snapshot: snapshotOf(ended, { isRunning: false }), checkpoints })
    await sees('[0 Step]')
    press('4')
    await sees('s-014')
    press('=')
    await sees('2 files  +2 -2')
    await sees('> [ Patch ]')
    assert.match(frame(), /M +\+2 +-1 +src\/a\.ts/)
    press('j')
    press(keys.enter)
    await sees('docs/日本語.md (2/2)')
    await sees('-古い')
    await sees('> [ Back ]')
    press('n')
    await sees('src/a.ts (1/2)')
    await sees('> [ Back ]')
    press(keys.esc)
    await sees('2 files  +2 -2')
    await sees('> [ Patch ]')
    press(keys.esc)
    await sees('[4] Checkpoints')
  })

  test('u shows what one becomes and asks; only that file comes back, and undo is offered', async (t) => {
    const { calls, checkpoints } = changing()
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(ended, { isRunning: false }), checkpoints })
    await sees('[0 Step]')
    press('4')
    await sees('s-014')
    press('u')
    await sees('> [ Patch ]')
    press('j')
    press('u')
    await sees('docs/日本語.md becomes what it was in s-014; undo brings back what it is now.')
    await sees('changed outside the loop')
    await sees('same as: tos rollback s-014 -- :/docs/日本語.md')
    await sees(/-now[^]*\+then/)
    await sees('> [ Cancel ]')
    press(keys.enter)
    await sees('[4] Checkpoints')
    assert.deepEqual(calls, [])
    press('u')
    await sees('> [ Patch ]')
    press('u')
    await sees('> [ Cancel ]')
    press(keys.tab)
    press(keys.enter)
    await sees('src/a.ts is as in s-014 again; what was there before is u-004')
    assert.deepEqual(calls, ['rollBack s-014 src/a.ts'])
    await sees('> [ Close ]')
    press('z')
    await sees('same as: tos undo')
  })

  test('while a run goes on nothing is put back, and the screen says so', async (t) => {
    const { calls, checkpoints } = changing({
      previewFile: () => Promise.resolve(fail({ what: 'asked', remedy: 'never', exitCode: 1 })),
    })
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(f.inStep()), checkpoints, language: 'ja' })
    await sees('[0 ステップ]')
    press('4')
    await sees('s-014')
    press('u')
    await sees('> [ 差分 ]')
    press('u')
    await sees('src/a.ts を s-014 の内容に戻す')
    await sees('実行中')
    assert.deepEqual(calls, [])
  })
})
