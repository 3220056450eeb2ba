import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { exitCodes, fail, succeed } from '../../../source/core/failure.ts'
import type { SessionPorts } from '../../../source/ui/app/session-ports.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'

type Judge = SessionPorts['judge']

/** The dialog, on a policy of the test. */
async function open(t: TestContext, judge?: Judge) {
  const driven = driveScreen(t, { snapshot: snapshotOf(f.inStep()) })
  if (judge) Object.assign(driven.ports, { judge })
  await driven.sees('[0 Step]')
  driven.press('3w')
  await driven.sees('Nothing runs')
  await driven.sees('> [ Close ]')
  return driven
}

describe('w', () => {
  test('tells what the policy says of a typed command: verdict, rule, place, part and reason', async (t) => {
    const { press, sees } = await open(t)
    press('rm -rf build')
    await sees('> [ Judge ]')
    press(keys.enter)
    await sees(/verdict +DENY/)
    for (const fact of [
      /rule +r-powershell/,
      /where +config\/tos\.json:7/,
      /hit +rm -rf build/,
      /reason +not here/,
      /\$ rm -rf build/,
    ])
      await sees(fact)
  })
  test('stays: the command can be changed and judged again', async (t) => {
    const asked: string[] = []
    const { press, sees } = await open(t, (_project, { code }) => {
      asked.push(code)
      return Promise.resolve(
        succeed({ verdict: 'allow', rule: `rule ${asked.length}`, place: '', part: '', reason: '' }),
      )
    })
    press('ls')
    await sees('> [ Judge ]')
    press(keys.enter)
    await sees('rule 1')
    await sees('> [ Close ]')
    press(' -l')
    await sees('> [ Judge ]')
    press(keys.enter)
    await sees('rule 2')
    assert.deepEqual(asked, ['ls', 'ls -l'])
    await sees('> [ Close ]')
    press(keys.esc)
    await sees('[3 Policy')
  })
  test('says why nothing can be judged, and lets the command be typed on', async (t) => {
    const failure = { what: 'config/tos.json:3: unknown key', remedy: 'mend it', exitCode: exitCodes.usage }
    const { press, sees } = await open(t, () => Promise.resolve(fail(failure)))
    press('ls')
    await sees('> [ Judge ]')
    press(keys.enter)
    await sees('config/tos.json:3: unknown key')
    await sees('-> mend it')
    await sees(/: ls/)
  })
  test('takes a very long command without standing still', async (t) => {
    const { press, sees } = await open(t)
    press(`echo ${'0123456789'.repeat(20_000)} end`)
    await sees(/789 end/)
    press(keys.enter)
    await sees(/verdict +DENY/)
  })
  test('shows what could steer the terminal', async (t) => {
    const { press, sees, frame } = await open(t, (_project, { code }) =>
      Promise.resolve(
        succeed({ verdict: 'ask', rule: 'r', place: '', part: `${code}\u001B]52;c;eA==\u0007\u202E`, reason: '' }),
      ),
    )
    press('echo\u202E')
    await sees('echo<U+202E>')
    press(keys.enter)
    await sees(/hit +echo<U\+202E><U\+202E>/)
    assert.ok(!frame().includes('\u202E') && !frame().includes(']52;'))
  })
})
