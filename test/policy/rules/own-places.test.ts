import assert from 'node:assert/strict'
import { test } from 'node:test'
import { around, compile, held } from '../../helpers/judging.ts'
import { policySchema } from '../../../source/core/policy-settings.ts'
import { configSchema } from '../../../source/core/config-schema.ts'
import { compilePolicy } from '../../../source/policy/policy.ts'
import { valueOf } from '../../helpers/results.ts'

const verdictOf = (code: string) => valueOf(compile({})).judge({ type: 'bash', code })

test('without any pack, what changes the settings or the record is denied, and says so', () => {
  for (const code of ['rm -rf logs', 'mv config x', 'echo {} > config/tos.json', 'touch logs/inbox/x', 'rm -rf .']) {
    const { verdict, rule, reason } = verdictOf(code)
    assert.deepEqual([code, verdict, rule], [code, 'deny', 'policy.own'])
    assert.match(reason, /^policy\.own: changes the (?:settings|record of the run) \(/)
  }
})

test("reading them, making their folders anew and the project's own files beside the record are nobody's business", () => {
  for (const code of ['cat config/tos.json logs/journal.ndjson', 'mkdir -p logs config', 'date >> logs/app.log'])
    assert.equal(verdictOf(code).verdict, 'allow', code)
})

test('a pattern that may mean them is asked, one that finds other files is not', () => {
  for (const code of [
    'rm -rf c*',
    'rm -rf l?gs',
    'mv conf* /tmp',
    'sed -i s/a/b/ */*.json',
    'rm logs/*.ndjson',
    "find . -name '*.json' -delete",
  ])
    assert.deepEqual([code, verdictOf(code).verdict, verdictOf(code).rule], [code, 'ask', 'policy.own'])
  for (const code of [
    'rm -f *.log',
    'rm *.json',
    'rm core*',
    'sed -i s/a/b/ *.py',
    "find . -name '*.log' -delete",
    'sed -i s/a/b/ src/*.json',
    'chmod +x *',
  ])
    assert.equal(verdictOf(code).verdict, 'allow', code)
})

test('what a patch, a checkout or an archive names is seen', () => {
  const patch = '<<EOF\n--- a/config/tos.json\n+++ b/config/tos.json\n@@ -1 +1 @@\n-a\n+b\nEOF'
  for (const code of [
    `patch -p1 ${patch}`,
    `git apply ${patch}`,
    'git checkout -- config/tos.json',
    'git checkout main config/tos.json',
    'git restore config',
    'tar xf a.tar config/tos.json',
    'unzip a.zip -d config',
    'prettier -w config/tos.json',
  ])
    assert.deepEqual([code, verdictOf(code).verdict, verdictOf(code).rule], [code, 'deny', 'policy.own'])
})

test('what goes over the whole project and may find them is asked; in the sandbox they are read-only', () => {
  const inside = valueOf(compile({ packs: ['guarded'], containment: held() }))
  for (const code of ['prettier -w .', 'oxfmt', 'biome format --write .', 'codespell -w .', 'rsync -a ../x/ .']) {
    assert.deepEqual([code, verdictOf(code).verdict, verdictOf(code).rule], [code, 'ask', 'policy.own'])
    assert.equal(inside.judge({ type: 'bash', code }).verdict, 'allow', code)
  }
  for (const code of ['prettier -w src', 'black .', 'ruff format', 'protoc --python_out=. a.proto', 'cp -r a b'])
    assert.equal(verdictOf(code).verdict, 'allow', code)
  assert.equal(inside.judge({ type: 'bash', code: 'echo {} > config/tos.json' }).verdict, 'deny')
})

test('what else is told to be its own is guarded too, an allow rule lifts none of it', () => {
  const rules = [{ id: 'all', effect: 'allow', action: ['delete', 'overwrite', 'unknown'] }]
  const policy = valueOf(
    compilePolicy({
      config: configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash'] }),
      policy: policySchema.parse({ rules }),
      placeOf: () => '',
      placeOfRule: () => '',
      around: { ...around, own: [{ path: '/var/stores', what: 'the store of snapshots' }] },
    }),
  )
  const judged = policy.judge({ type: 'bash', code: 'rm -rf /var/stores/abc' })
  assert.deepEqual(
    [judged.verdict, judged.reason],
    ['deny', 'policy.own: changes the store of snapshots (/var/stores)'],
  )
})
