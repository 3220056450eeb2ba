import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { eventJsonSchema, eventSchemas, parseEvent } from '../source/core/event.ts'
import * as z from 'zod'
import { failureSchema } from '../source/core/failure-data.ts'
import { configSchema } from '../source/core/config-schema.ts'
import { settingsJsonSchemas, tosSchema } from '../source/core/tos-schema.ts'
import { answersJsonSchema } from '../source/core/answers.ts'
import { reportJsonSchema } from '../source/core/report-schema.ts'
import { referencePages } from '../source/cli/reference/pages.ts'
import { allOptions, commandRow } from '../source/cli/table/table.ts'
import { newConfig, newTos } from '../source/cli/new-project.ts'
import { corpora, policyRows } from './helpers/policy-fixtures.ts'
import { repository } from './helpers/repository.ts'

const text = (name: string) => readFileSync(join(repository, name), 'utf8')
const json = (name: string) => JSON.parse(text(name))
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value))

test('the published schemas are the ones the program checks by (npm run schema)', () => {
  const { config, tos } = settingsJsonSchemas()
  assert.deepEqual(json('config/schema/config_v0_3.v1.json'), asJson(config))
  assert.deepEqual(json('config/schema/tos.v1.json'), asJson(tos))
  assert.deepEqual(json('config/schema/events.v1.json'), asJson(eventJsonSchema()))
  assert.deepEqual(json('config/schema/answers.v1.json'), asJson(answersJsonSchema()))
  assert.deepEqual(json('config/schema/report.v1.json'), asJson(reportJsonSchema()))
  assert.deepEqual(json('config/schema/error.v1.json'), asJson(z.toJSONSchema(failureSchema)))
})

test('the manual, docs/cli.md and docs/keys.md are written from their tables (npm run reference)', () => {
  for (const [path, page] of Object.entries(referencePages())) assert.equal(text(path), page, path)
})

test('the README is read in two minutes: at most 580 words beside code and links', () => {
  const prose = text('README.md').replaceAll(/^```[^]*?^```|`[^`]*`|\]\([^)]*\)/gm, '')
  const words = prose.match(/[a-z][\w'-]*/gi) ?? []
  assert.ok(words.length <= 580, `${words.length} words`)
})

test('docs/policy.md, in both languages, tells how large the corpora are', () => {
  const rows = (kind: RegExp) => {
    const lengths = corpora.filter((name) => kind.test(name)).map((name) => policyRows(name).length)
    return lengths.reduce((sum, length) => sum + length, 0).toLocaleString('en')
  }
  const told = [
    /0 of ([\d,]+) bypasses allowed, 0 of ([\d,]+) harmless/,
    /回避 ([\d,]+) 件.*無害なコマンド ([\d,]+) 件/,
  ]
  const found = ['docs/policy.md', 'docs/ja/policy.md'].map((name, i) => told[i]?.exec(text(name))?.slice(1))
  const sizes = [rows(/^bypass/), rows(/^harmless/)]
  assert.deepEqual(found, [sizes, sizes])
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

test('the changelog has a section of this version, and a release dates it with all that is unreleased', async () => {
  const { released } = (await import(join(repository, 'scripts', 'changelog.js'))) as {
    released: (changelog: string, version: string, date: string) => string | null
  }
  const changelog = text('CHANGELOG.md')
  assert.match(changelog, new RegExp(`^## ${json('package.json').version}( \\(\\d{4}-\\d\\d-\\d\\d\\))?$`, 'm'))
  const before = '# Changelog\n\n## Unreleased\n\n- c\n\n## 1.1.0\n\n- b $&\n\n## 1.0.0 (2026-01-02)\n\n- a\n'
  const after = '# Changelog\n\n## Unreleased\n\n## 1.1.0 (2026-02-03)\n\n- c\n- b $&\n\n## 1.0.0 (2026-01-02)\n\n- a\n'
  assert.equal(released(before, '1.1.0', '2026-02-03'), after)
  assert.equal(released(after, '1.2.0', '2026-03-04'), null)
})

test('every call that the documents show is one the program takes', () => {
  const documents = globSync(['README*.md', 'CONTRIBUTING.md', 'docs/**/*.md'], { cwd: repository })
  const calls = documents.flatMap((name) =>
    [...text(name).matchAll(/(?:[`(] ?|^(?:\$ |    )?|npx )tos(?:-tui)? (?<name>[a-z]+)(?<words>[^`\n#|]*)/gm)].map(
      ({ groups }) => ({ name, command: groups?.['name'] ?? '', words: groups?.['words'] ?? '' }),
    ),
  )
  assert.ok(calls.length > 200, `${calls.length} calls`)
  for (const { name, command, words } of calls) {
    const row = commandRow(command)
    assert.ok(row, `${name}: tos ${command}`)
    const taken = new Set(allOptions(row).map((option) => option.name))
    for (const [, option = ''] of words.replace(/ -- .*/, '').matchAll(/--([a-z][\w-]*)/g))
      assert.ok(taken.has(option), `${name}: tos ${command} --${option}`)
  }
})

test('the documents name no file that is not there', () => {
  for (const name of globSync(['*.md', 'docs/*.md'], { cwd: repository }))
    for (const [, target = ''] of text(name).matchAll(/\]\((?!https?:)([^)#]+)/g))
      assert.doesNotThrow(() => text(join(name, '..', target)), `${name} -> ${target}`)
  for (const [, file = ''] of text('docs/architecture.md').matchAll(/`((?:source|test)\/[\w/.-]+\.tsx?)`/g))
    assert.doesNotThrow(() => text(file), file)
})
