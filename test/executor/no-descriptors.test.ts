// A machine without a free file: what is started then has no pipes, and its error comes a moment later.
import assert from 'node:assert/strict'
import { ChildProcess } from 'node:child_process'
import { test, type TestContext } from 'node:test'
import { page } from '../../source/cli/pager.ts'
import type { Notice } from '../../source/core/notice.ts'
import type { CommandTarget } from '../../source/core/notify-settings.ts'
import { startRunnerProcess } from '../../source/fleet/runner-process.ts'
import { askKey } from '../../source/models/key-command.ts'
import { send } from '../../source/notify/send.ts'
import { makeRunner } from '../helpers/execution.ts'
import { makeProject } from '../helpers/project.ts'

/** As Node does where no pipe can be made. Source: lib/internal/child_process.js, ChildProcess.spawn */
function useUpDescriptors(t: TestContext): void {
  t.mock.method(ChildProcess.prototype as unknown as { spawn: () => number }, 'spawn', function (this: ChildProcess) {
    const error = Object.assign(new Error('spawn EMFILE'), { code: 'EMFILE' })
    process.nextTick(() => this.emit('error', error))
    return -24
  })
}

test('a command that finds no free file is not started, and the runner goes on', async (t) => {
  const { run } = makeRunner(t)
  useUpDescriptors(t)
  const { outcome, error } = await run('true')
  assert.equal(outcome, 'not started')
  assert.match(error ?? '', /could not be started \(EMFILE: too many files are open\)/)
})

test('so are the commands for a key and a notice, a pager and the runner of a worker', async (t) => {
  const { root, path } = makeProject(t, {})
  useUpDescriptors(t)
  const asked = await askKey('echo key', root, {}, 1000)
  assert.ok(!asked.ok && asked.failure.what.includes('EMFILE'))
  const paged = await page('text', {})
  assert.ok(!paged.ok && paged.failure.what.includes('EMFILE'))
  const target = { command: 'cat', env: [], timeout_sec: 9 } as unknown as CommandTarget
  const told = await send(target, {} as Notice, { root, environment: {} })
  assert.match(told?.why ?? '', /cannot be started .*EMFILE/)
  const command = [process.execPath, 'x'] as const
  const ship = () => Promise.resolve('held' as const)
  const runner = startRunnerProcess({ command, root, log: path('log'), environment: {}, ship })
  assert.equal(await runner.ended, null)
})
