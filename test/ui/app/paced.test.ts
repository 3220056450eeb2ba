import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { paced } from '../../../source/ui/app/paced.ts'

/** Looks that take as long as the test says, on a clock of the test. */
function watch(t: TestContext, lastsMs = 0) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 })
  let looks = 0
  const pace = paced(() => {
    looks += 1
    return new Promise((resolve) => setTimeout(resolve, lastsMs))
  })
  const pass = async (ms: number): Promise<void> => {
    for (let i = 0; i < ms; i += 100) {
      t.mock.timers.tick(100)
      // What waits for the look goes on in turns of its own.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    }
  }
  return { ...pace, pass, looks: () => looks }
}

describe('looking again after a change', () => {
  test('without a change nobody looks', async (t) => {
    const { pass, looks } = watch(t)
    await pass(60_000)
    assert.equal(looks(), 0)
  })

  test('changes in a row are one look, and later ones wait for five seconds', async (t) => {
    const { changed, pass, looks } = watch(t)
    for (let i = 0; i < 10; i++) changed()
    await pass(200)
    assert.equal(looks(), 1)
    changed()
    await pass(4000)
    assert.equal(looks(), 1)
    await pass(1000)
    assert.equal(looks(), 2)
    await pass(60_000)
    assert.equal(looks(), 2, 'and none after the last')
  })

  test('a long look is not begun twice, and what changed meanwhile is looked at after a long rest', async (t) => {
    const { changed, pass, looks } = watch(t, 2000)
    changed()
    await pass(1000)
    changed()
    await pass(30_000)
    assert.equal(looks(), 1)
    await pass(15_000)
    assert.equal(looks(), 2)
  })

  test('closed, it looks no more', async (t) => {
    const { changed, close, pass, looks } = watch(t)
    changed()
    close()
    changed()
    await pass(10_000)
    assert.equal(looks(), 0)
  })
})
