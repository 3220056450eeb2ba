import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { judgeOf } from '../../helpers/judging.ts'

const check = (verdict: string, codes: readonly string[]) => {
  for (const code of codes) assert.equal(judgeOf('guarded')(code).verdict, verdict, code)
}

describe('what looks into git', () => {
  test('is doubted for an option that no list has', () =>
    check('ask', [
      'git log --bogus',
      'git status --bogus=x',
      'git diff "--$x"',
      'git grep --bogus x',
      'git show --ext-grep',
    ]))

  test('is not for those it has, short, abbreviated or turned off', () =>
    check('allow', [
      'git log --oneline --graph -n 5 --no-merges',
      'git diff --stat --no-color HEAD~1',
      'git status --porcelain=v1 -b',
      'git rev-parse --show-toplevel',
      'git log --one --dec',
    ]))

  test('reads the files it takes out of a revision', () => {
    check('deny', [
      'git show HEAD:.env',
      'git show :.env',
      'git show :0:.env',
      'git cat-file -p HEAD~1:config/.env',
      'git log -p -- .env',
      'git log -L1,9:.env',
      'git grep KEY HEAD -- .env',
      'git show HEAD -- .env',
      'git archive HEAD .env',
    ])
    check('allow', ['git show HEAD:src/a.ts', 'git log -- .env', 'git show :/fix', 'git show HEAD:.env.example'])
  })
})
