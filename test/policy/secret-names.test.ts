import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSecretName } from '../../source/policy/model/secret-names.ts'

test('variables that hold keys are known by their names', () => {
  for (const name of 'OPENAI_API_KEY GITHUB_TOKEN PGPASSWORD SECRET_KEY_BASE AWS_SECRET_ACCESS_KEY MYSQL_PWD db_password npm_token'.split(
    ' ',
  ))
    assert.ok(isSecretName(name), name)
})
test('other names are not', () => {
  for (const name of 'PATH HOME PWD OLDPWD KEYBOARD MONKEY COMPASS PASSES'.split(' '))
    assert.ok(!isSecretName(name), name)
})
