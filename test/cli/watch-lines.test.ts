import assert from 'node:assert/strict'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Terminal } from '../../source/cli/command.ts'
import { watch } from '../../source/cli/watch.ts'
import { startChild } from '../helpers/children.ts'
import { makeProject, writeResult } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'

const hours = 60 * 60 * 1000

test('who looks on in lines renews the viewer record, so that other hosts see them still', async (t) => {
  // Before the first run a viewer would go on waiting for it.
  const { root, path, tos: call } = makeProject(t, { steps: [{ commands: [writeResult] }] })
  await call(['run'])
  const runner = startChild(t, 'hold-lock', [path('logs/runner.lock'), root])
  await runner.said()
  const realNow = Date.now
  let laterMs = 0
  t.mock.method(Date, 'now', () => realNow() + laterMs)
  const terminal: Terminal = {
    out: () => undefined,
    error: (text) => assert.fail(text),
    input: () => assert.fail('nothing is asked'),
    environment: { ...process.env, HOME: root, XDG_CONFIG_HOME: join(root, 'config') },
    folder: root,
    isTty: true,
  }
  const options = { plain: true, root }
  const watching = watch.run({ name: 'watch', options, operands: [], typed: 'watch', isRunbook: false }, terminal)
  const viewers = path('logs/viewers')
  await until(() => existsSync(viewers) && readdirSync(viewers).length === 1)
  const [own = ''] = readdirSync(viewers)
  laterMs = 2 * hours
  try {
    await until(() => statSync(join(viewers, own)).mtimeMs > realNow() + hours)
  } finally {
    await runner.kill()
    await watching
  }
  assert.deepEqual(readdirSync(viewers), [])
})

test('who looks on before anything was run is told what is waited for', async (t) => {
  const { root, tos: call } = makeProject(t, { steps: [{ commands: [writeResult] }] })
  const told: string[] = []
  const shown: string[] = []
  const terminal: Terminal = {
    out: (text) => void shown.push(text),
    error: (text) => void told.push(text),
    input: () => assert.fail('nothing is asked'),
    environment: { ...process.env, HOME: root, XDG_CONFIG_HOME: join(root, 'config') },
    folder: root,
    isTty: false,
  }
  const options = { plain: true, root }
  const watching = watch.run({ name: 'watch', options, operands: [], typed: 'watch', isRunbook: false }, terminal)
  await until(() => told.length > 0)
  assert.deepEqual(told, ["tos: nothing was run here yet; waiting for the first run ('tos run' begins one)\n"])
  await call(['run'], { isProcess: true })
  assert.equal(await watching, 0)
  assert.match(shown.join(''), /done/)
})
