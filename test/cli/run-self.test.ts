import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { failureOf, runSelf } from '../../source/cli/run-self.ts'
import { failureIn, failureLine } from '../../source/core/failure-data.ts'
import { temporaryFolder, tos } from '../helpers/project.ts'

const failed = (said: string, code: number | null = 1) => failureOf({ code, out: '', said }, '/r')

describe('what a command tells of its failure', () => {
  const failure = { what: 'reset; clean; fatal: full', where: '/r/x:3', remedy: 'mend a; mend b', exitCode: 4 } as const
  test('comes as data, whatever its words hold', () => {
    assert.deepEqual(failed(failureLine(failure)), failure)
    const { where: _, ...nowhere } = failure
    assert.deepEqual(failed(failureLine(nowhere)), nowhere)
  })
  test('may be several failures, told at once or one after the other', () => {
    const second = { ...failure, what: 'b' }
    const both = { ...failure, others: [second] }
    assert.deepEqual(failed(failureLine(both)), both)
    assert.deepEqual(failed(`tos: a note\n${failureLine(failure)}${failureLine(second)}`), both)
  })
  test('that is nothing is told as how it ended', () => {
    assert.equal(failed('', null).what, 'the command was killed')
    assert.equal(failed('', 7).what, 'the command ended with 7')
    assert.equal(failed('Segmentation fault\n', null).what, 'the command was killed: Segmentation fault')
  })
})

describe('with --json a failure is data on standard output', () => {
  test('of a call that is wrong, of a project that is, and never what stands behind --', async (t) => {
    const root = temporaryFolder(t)
    for (const args of [
      ['status', '--jsn', '--json'],
      ['status', '--json', '--root', root],
    ]) {
      const { code, out, err } = await tos(args)
      const told = failureIn(out.trimEnd())
      assert.ok(told && told.remedy !== '', out)
      assert.equal(told.exitCode, code)
      assert.match(err, /^tos: /)
    }
    assert.equal((await tos(['exec', '--root', root, '--', 'x', '--json'])).out, '')
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
