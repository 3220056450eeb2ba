import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { succeed } from '../../../source/core/failure.ts'
import { recorded } from '../../helpers/checkpoint-calls.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, fakeSession, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'

const ended = [...f.inStep(), { type: 'run.ended', run: 1, why: 'done', endReason: 'done', exitCode: 0 } as const]

/** On the checkpoints, whose diffs and previews end when the test says so. */
async function openSlow(t: TestContext) {
  let end = (): void => undefined
  const wait = () => new Promise<void>((resolve) => (end = resolve))
  const { checkpoints } = recorded()
  const slow = {
    ...checkpoints,
    diff: (id: string, to: string | null) => wait().then(() => checkpoints.diff(id, to)),
    preview: (id: string) => wait().then(() => checkpoints.preview(id)),
  }
  const paged: string[] = []
  const { ports } = fakeSession(t)
  const driven = driveScreen(t, {
    snapshot: snapshotOf(ended, { isRunning: false }),
    props: {
      ports: {
        ...ports,
        page(text) {
          paged.push(text)
          return Promise.resolve(succeed(null))
        },
        checkpoints: () => slow,
      },
    },
  })
  await driven.sees('[0 Step]')
  driven.press('4')
  await driven.sees('s-014')
  return { ...driven, paged, end: () => end() }
}

const asks = [
  ['=', 'What changed since s-014'],
  ['o', 'What changed since s-014'],
  ['R', 'Roll back to s-014'],
] as const

describe('what a key asks of the checkpoints and takes its time', () => {
  test('is told while it is read, also when other keys are pressed, and comes up', async (t) => {
    const { press, sees, end } = await openSlow(t)
    press('=')
    await sees('What changed since s-014: reading ...')
    press('j')
    await sees('What changed since s-014: reading ...')
    end()
    await sees('+added')
    await sees('[ Close ]')
    press(keys.esc)
    await sees(/4\] Checkpoints[^]*last deny|q leave/)
  })
  for (const [key, title] of asks) {
    test(`${key}: nothing comes up over a dialog, nor after it`, async (t) => {
      const { press, sees, end, frame, paged } = await openSlow(t)
      press(key)
      await sees(`${title}: reading ...`)
      press('c')
      await sees('> [ Cancel ]')
      press('my name')
      await sees('my name')
      end()
      await sees(`${title}: ready, ask again to see it`)
      assert.ok(frame().includes('my name'))
      assert.deepEqual(paged, [])
    })
    test(`${key}: nothing comes up over the command line or a filter`, async (t) => {
      for (const [opened, shown, leave] of [
        [':', / :jo *\n/, keys.esc],
        ['/', '/jo', keys.enter],
      ] as const) {
        const { press, sees, end, paged } = await openSlow(t)
        press(key)
        await sees(`${title}: reading ...`)
        press(opened)
        press('j')
        await sees(opened === ':' ? / :j *\n/ : '/j')
        end()
        press('o')
        await sees(shown)
        press(leave)
        if (opened === ':') await sees(`${title}: ready, ask again to see it`)
        assert.deepEqual(paged, [])
      }
    })
  }
  test('asked in another panel it waits for nobody', async (t) => {
    const { press, sees, end, frame } = await openSlow(t)
    press('R')
    await sees('Roll back to s-014: reading ...')
    press('2')
    await sees('[2] Jobs')
    end()
    await sees('Roll back to s-014: ready, ask again to see it')
    assert.ok(!frame().includes('Cancel'))
  })
  test('comes up when the command line asked for it', async (t) => {
    const { press, sees, end } = await openSlow(t)
    press(':rollback s-014')
    press(keys.enter)
    await sees('Roll back to s-014: reading ...')
    end()
    await sees('> [ Cancel ]')
  })
})
