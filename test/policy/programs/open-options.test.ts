import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeOf } from '../../helpers/judging.ts'

const verdict = (code: string) => judgeOf('guarded')(code).verdict

test('a long option that no list has is doubted, also where a table names only what is dangerous', () => {
  for (const program of [
    'rg',
    'ag',
    'bat',
    'tree',
    'man',
    'journalctl',
    'file',
    'yq',
    'date',
    'less',
    'xmllint',
    'dmesg',
  ])
    assert.equal(verdict(`${program} --bogus x`), 'ask', program)
})

test('what the lists have is not, nor where no option at all needs a look', () => {
  for (const code of [
    'rg --line-number --no-heading --hidden -g "*.ts" x src',
    'tree --dirsfirst -L 2',
    'journalctl --unit x --no-pager',
    'bat --plain --paging=never a.md',
    'file --mime-type a',
    'date --iso-8601=seconds',
    'xmllint --noout a.xml',
    'cat --bogus a',
    'wc --bogus a',
  ])
    assert.equal(verdict(code), 'allow', code)
})
