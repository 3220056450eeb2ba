import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isPassing, tried } from '../../source/executor/passing.ts'

describe('a failure that only says something about this moment', () => {
  test('is known by the words of the system and of bubblewrap', () => {
    for (const words of [
      'spawn bwrap EAGAIN',
      'bwrap: Creating new namespace failed: Resource temporarily unavailable',
      'bwrap: open /proc/self/ns: Too many open files',
      'bwrap: Cannot allocate memory',
      'it ended with SIGKILL',
    ])
      assert.ok(isPassing(words), words)
    for (const words of [
      'bwrap: setting up uid map: Permission denied',
      'bwrap: No permissions to create new namespace',
    ])
      assert.equal(isPassing(words), false, words)
  })
  test('is tried again, and its end is what counts', async () => {
    const answers = ['spawn EAGAIN', 'spawn EMFILE', { works: true }]
    assert.deepEqual(await tried(() => Promise.resolve(answers.shift() ?? '')), { works: true })
  })
  test('that stays is told as it is; one of another kind is told at once', async () => {
    let calls = 0
    const failing = (words: string) => () => {
      calls++
      return Promise.reject(new Error(words))
    }
    assert.equal(await tried(failing('spawn EAGAIN')), 'spawn EAGAIN')
    assert.equal(calls, 5)
    assert.equal(await tried(failing('Permission denied')), 'Permission denied')
    assert.equal(calls, 6)
  })
})
