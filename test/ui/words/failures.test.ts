import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { exitCodes } from '../../../source/core/failure.ts'
import { failureInJapanese } from '../../../source/ui/words/ja/failures.ts'
import { repository } from '../../helpers/repository.ts'

const say = (what: string, remedy = 'try again') => failureInJapanese({ what, remedy, exitCode: exitCodes.failed })

/** Where the work is done that the screen's dialogs ask for; `carry.ts` works for the fleet. */
const files = [
  ...globSync('source/checkpoints/*.ts', { cwd: repository }).filter((file) => !file.endsWith('carry.ts')),
  ...['restore', 'checkpoints', 'snapshots', 'settle'].map((name) => `source/orchestrator/${name}.ts`),
]
const literal = /\b(?:what|remedy)(?::| =)\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\$]|\\.|\$\{[^}]*\})*`)/g

describe('a failure in a Japanese dialog', () => {
  for (const file of files)
    for (const [, quoted = ''] of readFileSync(join(repository, file), 'utf8').matchAll(literal)) {
      const id = 's-001'
      const said = quoted
        .slice(1, -1)
        .replaceAll('${id}', id)
        .replaceAll('${kind}', 'rollback')
        .replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, 'word')
      if (said.startsWith('word -- ')) continue
      test(`${file}: ${said}`, () => assert.match(say(said).what, /[ぁ-ん]/u))
    }

  test('keeps names, and what git says itself', () => {
    assert.equal(
      say("'deadbee' cannot be rolled back to: it is ambiguous: deadbee1, deadbee2").what,
      "'deadbee' には戻せません: 複数に当てはまります: deadbee1, deadbee2",
    )
    assert.equal(say('git commit failed (unable to read tree)').what, 'git commit が失敗しました (unable to read tree)')
    assert.equal(say('anything else').what, 'anything else')
  })
  test('has its others in Japanese, too', () => {
    const other = { what: 'that is no commit', remedy: 'try again', exitCode: exitCodes.failed }
    assert.equal(failureInJapanese({ ...other, others: [other] }).others?.[0]?.what, 'それはコミットではありません')
  })
})
