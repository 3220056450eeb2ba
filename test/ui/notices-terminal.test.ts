import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { makeProject } from '../helpers/project.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const replay = { provider: 'replay' }
const rules = [
  { id: 'ask-touch', effect: 'ask', program: ['touch'] },
  { id: 'no-rm', effect: 'deny', program: ['rm'] },
]

/** A run that asks, is allowed, and is stopped by a deny; what its viewer's terminal was told, in order. */
async function notificationsOf(t: TestContext, environment: Record<string, string> = {}) {
  const project = makeProject(t, {
    config: { execution_policy: { stop_on_deny: true } },
    tos: {
      models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' },
      policy: { rules },
    },
    steps: [
      // What is so when a viewer comes calls nobody: the question waits for it.
      { commands: ['until test -e go; do sleep 0.02; done'] },
      { commands: ['touch asked'] },
      { commands: ['rm -r workspace'] },
    ],
  })
  const args = ['run', '--tui', '--root', project.root]
  const terminal = openTerminal(t, args, { columns: 120, rows: 40, environment })
  await terminal.sees('RUNNING')
  project.write('go', '')
  await terminal.sees('a allow once')
  terminal.press('a')
  await terminal.sees('ENDED')
  const told = () => [...terminal.raw().matchAll(/(?:\u001BPtmux;\u001B)?\u001B\]9;[^]*?\u0007(?:\u001B\\)?/g)]
  await until(() => told().length >= 2)
  terminal.press('q')
  assert.equal(await terminal.exited, 1)
  const bells =
    terminal
      .raw()
      .replaceAll(/\u001B\][^]*?\u0007/g, '')
      .split('\u0007').length - 1
  return { told: told().map(String), bells, name: basename(project.root), screen: terminal.screen().join('\n') }
}

describe('a real run tells the terminal', () => {
  test('of a question and of the deny that stops it, each with one bell and one notification', async (t) => {
    const { told, bells, name, screen } = await notificationsOf(t)
    assert.deepEqual(told, [
      `\u001B]9;tos: ${name}: waits for your answer (ask-touch): touch asked\u0007`,
      `\u001B]9;tos: ${name}: DENIED by no-rm, the run has stopped: rm -r workspace\u0007`,
    ])
    assert.equal(bells, 2)
    assert.doesNotMatch(screen, /waits for your answer|DENIED by/)
  })
  test('inside tmux in the form that reaches the terminal outside', async (t) => {
    const { told, name } = await notificationsOf(t, { TMUX: '/tmp/tmux-0/default,1,0' })
    assert.equal(
      told[0],
      `\u001BPtmux;\u001B\u001B]9;tos: ${name}: waits for your answer (ask-touch): touch asked\u0007\u001B\\`,
    )
  })
})
