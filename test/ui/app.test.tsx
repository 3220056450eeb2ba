import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { render } from 'ink-testing-library'
import { initialOverview } from '../../source/views/overview.ts'
import { App } from '../../source/ui/app.tsx'
import type { RunStore, Snapshot } from '../../source/ui/store.ts'
import { until } from '../helpers/until.ts'

const snapshot: Snapshot = { overview: initialOverview, isRunning: false, live: '', now: 0, trouble: null }
const store: RunStore = { getSnapshot: () => snapshot, subscribe: () => () => undefined, close: () => undefined }

/** The testing terminal is 100 columns wide: the screen with tabs. */
const open = () => render(<App store={store} root="/r" isAscii={false} />)

describe('keys', () => {
  for (const [title, keys, panel] of [
    ['numbers go to their panel', '3', 'Policy'],
    ['tab goes to the next', '\t', 'Run'],
    ['shift+tab goes to the one before', '\u001B[Z', 'Checkpoints'],
    ['the right arrow is tab', '\u001B[C', 'Run'],
    ['the left arrow is shift+tab', '\u001B[D', 'Checkpoints'],
    ['full-width letters of an input method count', '４', 'Checkpoints'],
  ] as const)
    test(title, async () => {
      const app = open()
      await until(() => app.lastFrame()?.includes('[0 Step]') ?? false)
      app.stdin.write(keys)
      await until(() => new RegExp(`\\[\\d ${panel}`).test(app.lastFrame() ?? ''))
      app.unmount()
    })

  test('q leaves', async () => {
    const app = open()
    await until(() => app.lastFrame()?.includes('[0 Step]') ?? false)
    const frames = app.frames.length
    app.stdin.write('q')
    await until(() => app.frames.length >= frames)
    app.stdin.write('3')
    assert.ok(app.lastFrame()?.includes('[3 Policy') !== true)
  })
})
