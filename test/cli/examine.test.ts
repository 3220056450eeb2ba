import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { locale, priceList } from '../../source/cli/examine.ts'
import { maxPriceDays, priceDate } from '../../source/core/price.ts'
import { settingsOf } from '../helpers/facts.ts'
import { makeProject } from '../helpers/project.ts'
import { initRepository } from '../helpers/worktree.ts'

const settings = settingsOf({})
const after = (days: number) => priceList({ settings }, new Date(Date.parse(priceDate) + days * 86_400_000))

describe('doctor says of the price list', () => {
  test('its date, always', () => {
    assert.ok(after(3).what.includes(`shipped prices are of ${priceDate}, 3 days old`))
    assert.equal(after(maxPriceDays).level, 'ok')
  })
  test('that it is old, and what to do, when it is older than 180 days', () => {
    assert.equal(maxPriceDays, 180)
    assert.partialDeepStrictEqual(after(maxPriceDays + 1), { level: 'warn' })
    assert.match(after(maxPriceDays + 1).remedy ?? '', /newer tos-tui/)
  })
})

test('doctor names a locale of other characters than the program writes, and no other', () => {
  assert.deepEqual(locale({ LANG: 'ja_JP.UTF-8' }), [])
  assert.deepEqual(locale({}), [])
  assert.match(locale({ LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.eucJP' })[0]?.what ?? '', /characters are eucJP/)
})

test('doctor names a pipe in the place of a file of rules, and waits for nobody', async (t) => {
  const project = makeProject(t, {})
  initRepository(project.root)
  mkdirSync(project.path('data'))
  execFileSync('mkfifo', [project.path('data/.gitignore')])
  const { out } = await project.tos(['doctor'])
  assert.match(out, /warn +git +git status failed \(data\/\.gitignore is a pipe.*\)\n +-> remove it and try again/)
})

test('doctor goes on behind a file that it cannot read', async (t) => {
  const project = makeProject(t, {})
  mkdirSync(project.path('logs/last_checkpoint.txt'), { recursive: true })
  const { out } = await project.tos(['doctor'])
  assert.match(out, /FAIL +checkpoint +\S+\/last_checkpoint\.txt: is a folder.*\n.*\nok +disk/)
})
