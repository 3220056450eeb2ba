import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { packNames, packSchema } from '../../source/core/policy-settings.ts'
import { collectPacks, exampleProject, loadPack } from '../../source/policy/packs.ts'
import { failedExamples } from '../../source/policy/policy.ts'
import { judgeOf } from '../helpers/judging.ts'
import { repository } from '../helpers/repository.ts'

const textOf = (name: string) => readFileSync(join(repository, `config/packs/${name}.json`), 'utf8')

describe('the shipped packs', () => {
  test('are the files in config/packs', () => {
    const files = globSync('config/packs/*.json', { cwd: repository }).map((file) => basename(file, '.json'))
    assert.deepEqual(files.toSorted(), [...packNames].toSorted())
  })
  for (const name of packNames) {
    test(`${name} fits the schema and is written so that its lines can be counted`, () => {
      const value: unknown = JSON.parse(textOf(name))
      assert.deepEqual(loadPack(name).pack, packSchema.parse(value))
      assert.equal(textOf(name), `${JSON.stringify(value, null, 2)}\n`)
    })
    test(`${name}: every rule says its line, and its examples hold`, () => {
      const lines = textOf(name).split('\n')
      for (const placed of loadPack(name).rules) {
        const [file, line] = placed.place.split(':')
        assert.equal(file, `config/packs/${name}.json`)
        assert.equal(lines[Number(line) - 1]?.trim(), `"id": "${placed.rule.id}",`)
        assert.deepEqual(failedExamples(placed, exampleProject), [], placed.rule.id)
      }
    })
    test(`${name}: every rule says why`, () => {
      for (const { rule } of loadPack(name).rules) assert.notEqual(rule.reason, '', rule.id)
    })
  }
  test('bring each rule once when several are named, and the strictest default', () => {
    const { rules, fallback } = collectPacks(['guarded', 'git-protected', 'strict'])
    const ids = rules.map(({ rule, place }) => `${place} ${rule.id}`)
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(fallback, loadPack('strict').pack.default)
    assert.equal(collectPacks([]).fallback, 'allow')
  })
  test('a verdict names the line of the rule', () => {
    const { place } = judgeOf('no-network')('curl http://example.com')
    assert.match(place, /^config\/packs\/no-network\.json:\d+$/)
  })
  test('strict lets a command look around the project, and nothing else', () => {
    const verdict = (code: string) => judgeOf('strict')(code).verdict
    for (const code of ['ls src', 'grep -n x src/*.ts | sort', 'git status', 'for f in *; do echo "$f"; done'])
      assert.equal(verdict(code), 'allow', code)
    for (const code of ['touch a', 'frobnicate', 'ls > a', 'cat ~/.ssh/id_rsa', 'git commit', 'find . -delete', '$X'])
      assert.notEqual(verdict(code), 'allow', code)
  })
})
