import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { eventJsonSchema, eventSchemas, parseEvent } from '../source/core/event.ts'
import * as z from 'zod'
import { failureSchema } from '../source/core/failure-data.ts'
import { configSchema } from '../source/core/config-schema.ts'
import { settingsJsonSchemas, tosSchema } from '../source/core/tos-schema.ts'
import { manualPage } from '../source/cli/reference/manual.ts'
import { cliMarkdown } from '../source/cli/reference/markdown.ts'
import { newConfig, newTos } from '../source/cli/new-project.ts'
import { repository } from './helpers/repository.ts'

const text = (name: string) => readFileSync(join(repository, name), 'utf8')
const json = (name: string) => JSON.parse(text(name))
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value))

test('the published schemas are the ones the program checks by (npm run schema)', () => {
  const { config, tos } = settingsJsonSchemas()
  assert.deepEqual(json('config/schema/config_v0_3.v1.json'), asJson(config))
  assert.deepEqual(json('config/schema/tos.v1.json'), asJson(tos))
  assert.deepEqual(json('config/schema/events.v1.json'), asJson(eventJsonSchema()))
  assert.deepEqual(json('config/schema/error.v1.json'), asJson(z.toJSONSchema(failureSchema)))
})

test('the manual and docs/cli.md are written from the table of commands (npm run reference)', () => {
  assert.equal(text('docs/cli.md'), cliMarkdown())
  assert.equal(text('man/tos.1'), manualPage())
})

test('docs/journal.md shows one valid line for every event', () => {
  const lines = text('docs/journal.md')
    .split('\n')
    .filter((line) => line.startsWith('{'))
  const shown = lines.map((line) => {
    const parsed = parseEvent(JSON.parse(line))
    assert.ok(parsed.ok, parsed.ok ? '' : parsed.reason)
    return parsed.event.type
  })
  assert.deepEqual(shown.toSorted(), Object.keys(eventSchemas).toSorted())
})

test('the shipped configuration is what tos init writes, and it is valid', () => {
  assert.deepEqual(json('config/config_v0_3.json'), asJson(newConfig()))
  assert.deepEqual(json('config/tos.json'), newTos())
  assert.ok(configSchema.safeParse(json('config/config_v0_3.json')).success)
  assert.ok(tosSchema.safeParse(json('config/tos.json')).success)
})

test('the documents name no file that is not there', () => {
  for (const name of ['README.md', ...globSync('docs/*.md', { cwd: repository })])
    for (const [, target = ''] of text(name).matchAll(/\]\((?!https?:)([^)#]+)/g))
      assert.doesNotThrow(() => text(join(name, '..', target)), `${name} -> ${target}`)
  for (const [, file = ''] of text('docs/architecture.md').matchAll(/`((?:source|test)\/[\w/.-]+\.tsx?)`/g))
    assert.doesNotThrow(() => text(file), file)
})
