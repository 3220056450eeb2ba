import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { snapshotOf } from '../helpers/draw.tsx'
import { driveScreen } from '../helpers/drive.tsx'
import * as f from '../helpers/facts.ts'
import { makeProject, writeResult } from '../helpers/project.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const replay = { provider: 'replay' }
const settings = {
  models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' },
  policy: { rules: [{ id: 'ask-touch', effect: 'ask', program: ['touch'] }] },
}

describe('with --screen-reader', () => {
  test('a run is followed and steered by ear: lines, each said once, and nothing moves the cursor', async (t) => {
    const waits = { commands: ['seq 3; until test -e go; do sleep 0.02; done'] }
    const project = makeProject(t, { tos: settings, steps: [waits, { commands: ['touch asked', writeResult] }] })
    const args = ['run', '--tui', '--screen-reader', '--root', project.root]
    const terminal = openTerminal(t, args, { columns: 120, rows: 40 })
    /** What is said after a key, up to a line that matches. */
    const hears = async (keys: string, last: RegExp): Promise<string> => {
      const before = terminal.raw().length
      terminal.press(keys)
      await until(
        () => last.test(terminal.raw().slice(before)),
        () => `${String(last)} in ${JSON.stringify(terminal.raw().slice(before))}`,
      )
      return terminal.raw().slice(before)
    }
    await hears('', /^EXECUTE 0\/1\r\n[^]*^3\r\n/m)
    await hears('5', /^\[5\] Events\r\n[^]*^> #\d+ /m)
    assert.match(await hears('j', /^> #\d+ .*\r\n/m), /^> #\d+ .*\r\n$/)
    await hears('1', /^commands 0 run/m)
    assert.match(await hears('0', /^3\r\n/m), /^\[0\] Job 1 > Step 1\r\n/)
    project.write('go', '')
    await hears('', /^QUESTION 1: .*\r\n[^]*^a allow once/m)
    await hears('a', /DONE job 1/)
    terminal.press('q')
    assert.equal(await terminal.exited, 0)

    assert.equal(terminal.raw().match(/tos: tos-test-\w+: waits for your answer/g)?.length, 1)
    const left = terminal.raw().replaceAll(/\u001B\](?:9|2);[^]*?\u0007|\u001B\[2[23];2t|\u001B\[\?2004[hl]|\r\n/g, '')
    assert.doesNotMatch(left.replaceAll('\u0007', ''), /[\u0000-\u001F\u007F-\u009F]|[\u2500-\u259F]|--{4}|  /)
    assert.equal(terminal.isAlternate(), false)
    assert.deepEqual(terminal.modes(), { isCursorShown: true, wraps: true, marksPaste: false })
  })

  test('the menu says where the cursor is and what choosing would do', async (t) => {
    const project = makeProject(t)
    const args = ['--screen-reader', '--root', project.root]
    const terminal = openTerminal(t, args, { columns: 80, rows: 24 })
    await terminal.sees(/^> Run one job$/m)
    const before = terminal.raw().length
    terminal.press('\u001B[B')
    await until(() => terminal.raw().slice(before).split('\r\n').length > 2)
    assert.match(terminal.raw().slice(before), /^> .+\r\n.+\r\n$/)
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
  })

  for (const key of ['0', '1'])
    test(`a clock that only ticks says nothing: panel ${key}`, async (t) => {
      const { store, frame, press } = listen(t)
      await until(() => frame().includes('[0] Job 1'))
      press(key)
      await until(() => frame().includes(`[${key}]`))
      const before = frame()
      const later = { now: Date.parse('2026-01-02T03:05:35.000Z'), live: 'said' }
      store.set({ ...store.getSnapshot(), ...later })
      press('0')
      await until(() => frame().includes('said'))
      press(key)
      await until(() => frame().includes(`[${key}]`))
      assert.equal(frame().replaceAll(/^(?:-- .*|said)\n/gm, ''), before)
    })
})

/** The dashboard as Ink hands it to a screen reader. */
function listen(t: TestContext) {
  process.env['INK_SCREEN_READER'] = 'true'
  t.after(() => delete process.env['INK_SCREEN_READER'])
  const limited = f.afterReplies(f.bash('a'), f.looping(3), { limits: { max_minutes: 60 } })
  return driveScreen(t, { snapshot: snapshotOf(limited) })
}
