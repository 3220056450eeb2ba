import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { leaveControl, lookAtControl, maySteer, takeControl } from '../../source/files/control.ts'
import { ownProcess, startTick } from '../../source/files/process-identity.ts'
import { temporaryFolder } from '../helpers/project.ts'

describe('control of a run', () => {
  test('belongs to nobody at first, then to the viewer that takes it, until it leaves', (t) => {
    const path = join(temporaryFolder(t), 'logs', 'control.json')
    assert.deepEqual(lookAtControl(path), { isMine: false, by: null })
    takeControl(path, 'op (pts/3)')
    assert.deepEqual(lookAtControl(path), { isMine: true, by: 'op (pts/3)' })
    leaveControl(path)
    assert.deepEqual(lookAtControl(path), { isMine: false, by: null })
  })

  test('is lost by a viewer that dies', async (t) => {
    const path = join(temporaryFolder(t), 'control.json')
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    t.after(() => other.kill('SIGKILL'))
    const pid = other.pid ?? 0
    writeFileSync(path, JSON.stringify({ ...ownProcess(), pid, startTick: startTick(pid), by: 'other' }))
    assert.deepEqual(lookAtControl(path), { isMine: false, by: 'other' })
    leaveControl(path)
    assert.equal(lookAtControl(path).by, 'other', 'only its own control is given up')
    other.kill('SIGKILL')
    await once(other, 'exit')
    assert.deepEqual(lookAtControl(path), { isMine: false, by: null })
  })

  test('a damaged record belongs to nobody', (t) => {
    const path = join(temporaryFolder(t), 'control.json')
    writeFileSync(path, '{"pid":')
    assert.deepEqual(lookAtControl(path), { isMine: false, by: null })
  })
})

test('who cannot write the logs may look and not steer', (t) => {
  const folder = temporaryFolder(t)
  assert.equal(maySteer(join(folder, 'control.json')), true)
  assert.equal(maySteer(join(folder, 'not there yet', 'control.json')), true)
  assert.equal(maySteer('/proc/1/control.json'), false)
  if (process.getuid?.() === 0) return t.diagnostic('root may write everywhere: modes are not tried')
  chmodSync(folder, 0o555)
  assert.equal(maySteer(join(folder, 'control.json')), false)
})
