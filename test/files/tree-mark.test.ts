import assert from 'node:assert/strict'
import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { treeMark } from '../../source/files/tree-mark.ts'
import { temporaryFolder } from '../helpers/project.ts'

function folder(t: TestContext) {
  const root = temporaryFolder(t)
  const path = (name: string) => join(root, name)
  mkdirSync(path('logs'))
  mkdirSync(path('.git/refs/heads'), { recursive: true })
  writeFileSync(path('a.txt'), 'one')
  return { root, path, mark: () => treeMark(root, [path('logs')]) }
}

test('the same content has the same mark, whenever and however often it is written', async (t) => {
  const { path, mark } = folder(t)
  const before = await mark()
  writeFileSync(path('a.txt'), 'one')
  utimesSync(path('a.txt'), 1, 1)
  writeFileSync(path('logs/journal'), 'grows')
  writeFileSync(path('.git/index'), 'is refreshed')
  assert.equal(await mark(), before)
})

test('a file of the program that is being written does not count, whatever its temporary name', async (t) => {
  const { root, path } = folder(t)
  const mark = () => treeMark(root, [path('logs'), path('state.json')])
  const before = await mark()
  for (const name of ['state.json', 'state.json.12-0123456789abcdef.tmp', 'state.json.12.tmp']) {
    writeFileSync(path(name), '{}')
    assert.equal(await mark(), before, name)
  }
  writeFileSync(path('other.json.12-0123456789abcdef.tmp'), '{}')
  assert.notEqual(await mark(), before)
})

test('every change of content, name, kind, permission and branch changes the mark, and taking it back restores it', async (t) => {
  const { path, mark } = folder(t)
  const before = await mark()
  const changes: [() => void, () => void][] = [
    [() => appendFileSync(path('a.txt'), '!'), () => writeFileSync(path('a.txt'), 'one')],
    [() => writeFileSync(path('b.txt'), ''), () => rmSync(path('b.txt'))],
    [() => mkdirSync(path('empty')), () => rmSync(path('empty'), { recursive: true })],
    [() => symlinkSync('a.txt', path('link')), () => rmSync(path('link'))],
    [() => chmodSync(path('a.txt'), 0o755), () => chmodSync(path('a.txt'), 0o644)],
    [() => writeFileSync(path('.git/refs/heads/main'), 'f00'), () => rmSync(path('.git/refs/heads/main'))],
  ]
  chmodSync(path('a.txt'), 0o644)
  for (const [change, takeBack] of changes) {
    change()
    assert.notEqual(await mark(), before, String(change))
    takeBack()
    assert.equal(await mark(), before, String(takeBack))
  }
})
