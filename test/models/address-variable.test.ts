import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configSchema } from '../../source/core/config-schema.ts'
import { defaultTos } from '../../source/core/tos-schema.ts'
import { missingKeys } from '../../source/models/keys.ts'

test('an address of the environment that is none is found before a call, and the variable is named', () => {
  const settings = { config: configSchema.parse({ workspace_dir: 'w', logs_dir: 'l' }), tos: defaultTos() }
  const keys = { OPENAI_API_KEY: 'x', ANTHROPIC_API_KEY: 'y' }
  for (const address of ['nonsense', 'ftp://models.example', 'localhost:8080'])
    assert.match(
      missingKeys(settings, { ...keys, OPENAI_BASE_URL: address })?.what ?? '',
      /^OPENAI_BASE_URL is no http/,
    )
  assert.equal(missingKeys(settings, { ...keys, ANTHROPIC_BASE_URL: 'http://127.0.0.1:8080/v1' }), null)
  assert.equal(missingKeys(settings, keys), null)
})
