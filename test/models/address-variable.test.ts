import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configSchema } from '../../source/core/config-schema.ts'
import { defaultTos } from '../../source/core/tos-schema.ts'
import { connectionOf, missingKeys } from '../../source/models/keys.ts'

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

test('a key that no header can carry is found before a call, and is not shown', () => {
  const settings = { config: configSchema.parse({ workspace_dir: 'w', logs_dir: 'l' }), tos: defaultTos() }
  const found = (key: string) => missingKeys(settings, { OPENAI_API_KEY: key, ANTHROPIC_API_KEY: 'y' })
  for (const key of ['sk-“quoted”', 'sk-two\nlines', 'sk-\u0000'])
    assert.deepEqual(found(key)?.what, 'OPENAI_API_KEY holds a character that no header can carry')
  for (const key of ['sk-plain', ' sk-blanks\r\n', ' ']) assert.equal(found(key), null)
})

test('white space around a key is not sent', () => {
  const settings = { config: configSchema.parse({ workspace_dir: 'w', logs_dir: 'l' }), tos: defaultTos() }
  const sent = (key: string) => connectionOf('draft', settings, { OPENAI_API_KEY: key }, {}).apiKey
  assert.deepEqual([' sk-a\r\n', 'sk-a', ' '].map(sent), ['sk-a', 'sk-a', ' '])
})
