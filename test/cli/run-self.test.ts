import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { failureOf, runSelf } from '../../source/cli/run-self.ts'
import { temporaryFolder } from '../helpers/project.ts'

const failed = (said: string, code: number | null = 1) => failureOf({ code, out: '', said }, '/r')

describe('what a command says on standard error', () => {
  test('is told as what went wrong and what to do', () => {
    assert.deepEqual(failed('tos: /r: the working tree is not clean; commit or stash\n'), {
      what: '/r: the working tree is not clean',
      remedy: 'commit or stash',
      exitCode: 1,
    })
  })
  test('may be several lines, several failures, and hold semicolons', () => {
    const { what, remedy, others } = failed(
      'tos: taken back: git reset\nfatal: disk full; all is as before; mend that\ntos: b; mend b\n',
      2,
    )
    assert.deepEqual(
      [what, remedy, others],
      [
        'taken back: git reset\nfatal: disk full; all is as before',
        'mend that',
        [{ what: 'b', remedy: 'mend b', exitCode: 2 }],
      ],
    )
  })
  test('that is nothing is told as how it ended', () => {
    assert.equal(failed('', null).what, 'the command was killed')
    assert.equal(failed('', 7).what, 'the command ended with 7')
  })
})

test('what no command line can hold is a failure, not an end of the viewer', async (t) => {
  const call = { root: temporaryFolder(t), environment: process.env }
  for (const [word, why] of [
    ['x'.repeat(4_000_000), /E2BIG/],
    ['a\u0000b', /null bytes/],
  ] as const) {
    const ended = await runSelf(call, ['policy', word])
    assert.ok(!ended.ok)
    assert.match(ended.failure.what, why)
  }
})
