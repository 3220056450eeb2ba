import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lexer, type Tokens } from 'marked'
import { providerNames } from '../source/core/providers.ts'
import { repository } from './helpers/repository.ts'

const text = (path: string) => readFileSync(join(repository, path), 'utf8')
const contributing = text('CONTRIBUTING.md')
const tableOf = (page: string) => lexer(page).find((token): token is Tokens.Table => token.type === 'table')
const table = tableOf(contributing)
const codes = [...contributing.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)

test('the table of what to touch says it for everything there are many of', () => {
  const rows = table?.rows.map(([what]) => what?.text ?? '') ?? []
  for (const kind of ['provider', 'program', 'rule', 'setting', 'event', 'command', 'key', 'panel', 'language', 'page'])
    assert.ok(
      rows.some((row) => row.includes(` ${kind}`)),
      kind,
    )
  for (const row of table?.rows ?? []) assert.match(row[1]?.text ?? '', /`[\w.]+\/[^`]*`/, row[0]?.text)
})

test('every file that CONTRIBUTING.md names is there', () => {
  const paths = codes.filter((code) => /^[\w.*-]+\/[\w./*-]*$/.test(code) && !/^(?:package|\.build)\//.test(code))
  assert.ok(paths.length > 20)
  for (const path of paths) assert.ok(globSync(path, { cwd: repository }).length > 0, path)
})

test('every script that CONTRIBUTING.md names is there', () => {
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
  const names = [...contributing.matchAll(/npm (?:run )?([a-z][\w:-]*)/g)].map(([, name = '']) => name)
  for (const name of names) assert.ok(name === 'ci' || Object.hasOwn(scripts, name), name)
})

test('every provider has its row on the page of models, and no other has', () => {
  const named = tableOf(text('docs/models.md'))?.rows.map(([name]) => name?.text.replaceAll('`', ''))
  assert.deepEqual(named?.toSorted(), [...providerNames, 'replay'].toSorted())
})
