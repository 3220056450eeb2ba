import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { draftChanges, codesIn } from '../../source/views/draft-changes.ts'

const reply = (...codes: string[]) => ({ commands: codes.map((code) => ({ type: 'bash', code })) })
const told = (draft: string[], final: string[]): string[] =>
  draftChanges(codesIn(reply(...draft), 'commands'), final).map(
    ({ code, change }) => `${{ kept: ' ', 'left out': '-', 'brought in': '+' }[change]}${code}`,
  )

describe('what became of a draft', () => {
  test('is told command by command, in the order of the final decision', () => {
    assert.deepEqual(told(['npm ci', 'rm -rf build', 'npm test'], ['npm ci', 'npm run clean', 'npm test']), [
      ' npm ci',
      '-rm -rf build',
      '+npm run clean',
      ' npm test',
    ])
  })
  test('is nothing where the final decision took it as it was', () => {
    assert.deepEqual(told(['a', 'b'], ['a', 'b']), [' a', ' b'])
    assert.deepEqual(told([], []), [])
  })
  test('counts a command that stands twice twice', () => {
    assert.deepEqual(told(['a', 'a'], ['a']), [' a', '-a'])
    assert.deepEqual(told(['a'], ['b', 'a', 'a']), ['+b', ' a', '+a'])
  })
})
