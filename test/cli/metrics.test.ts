import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { test } from 'node:test'
import { makeProject, writeResult } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'

test('the metrics are served on the loopback and written to a file, the same', async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  await project.tos(['run'])
  await project.tos(['metrics', '--textfile', project.path('tos.prom')])
  const children: ChildProcess[] = []
  let said = ''
  const ended = project.tos(['metrics', '--port', '0'], {
    onStart(child) {
      children.push(child)
      child.stderr?.on('data', (text: string) => (said += text))
    },
  })
  await until(() => said.includes('/metrics'))
  const [address = ''] = /http:\S+/.exec(said) ?? []
  assert.match(address, /^http:\/\/127\.0\.0\.1:/)
  const served = await fetch(address)
  assert.equal(await served.text(), project.text('tos.prom'))
  assert.equal((await fetch(new URL('/other', address))).status, 404)
  assert.match(project.text('tos.prom'), /^tos_commands_total 1$/m)
  const [child] = children
  assert.ok(child)
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  await closed
  assert.equal((await ended).code, 0)
})
