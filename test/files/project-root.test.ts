import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { findProjectRoot, isInside } from '../../source/files/project-root.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

function folderWith(t: TestContext, ...names: string[]): string {
  const folder = temporaryFolder(t)
  for (const name of names) {
    const isFolder = name.endsWith('/')
    mkdirSync(isFolder ? join(folder, name) : dirname(join(folder, name)), { recursive: true })
    if (!isFolder) writeFileSync(join(folder, name), '{}')
  }
  return folder
}
const config = 'config/config_v0_3.json'

describe('the project root', () => {
  test('is the folder with config/config_v0_3.json', (t) => {
    const root = folderWith(t, config)
    assert.deepEqual(valueOf(findProjectRoot(root, null)), { root, configFile: join(root, config) })
  })
  test('may have its configuration beside everything else', (t) => {
    const root = folderWith(t, 'config_v0_3.json')
    assert.deepEqual(valueOf(findProjectRoot(root, null)), { root, configFile: join(root, 'config_v0_3.json') })
  })
  for (const below of ['workspace/results/', 'logs/steps/', 'config/'])
    test(`is found from ${below}`, (t) => {
      const root = folderWith(t, config, below)
      assert.equal(valueOf(findProjectRoot(join(root, below), null)).root, root)
    })
  test('is the nearest one upwards', (t) => {
    const root = folderWith(t, config, `inner/${config}`, 'inner/deep/')
    assert.equal(valueOf(findProjectRoot(join(root, 'inner/deep'), null)).root, join(root, 'inner'))
  })
  test('is the folder given with --root, seen from where one stands', (t) => {
    const root = folderWith(t, `one/${config}`, `two/${config}`)
    assert.equal(valueOf(findProjectRoot(join(root, 'one'), '../two')).root, join(root, 'two'))
    assert.equal(valueOf(findProjectRoot('/', join(root, 'one'))).root, join(root, 'one'))
  })
  test('is named by its real path, whatever links lead to it', (t) => {
    const folder = folderWith(t, `real/${config}`)
    symlinkSync('real', join(folder, 'link'))
    const real = join(folder, 'real')
    assert.deepEqual(valueOf(findProjectRoot(join(folder, 'link'), null)), {
      root: real,
      configFile: join(real, config),
    })
  })
})

describe('no project root', () => {
  test('is found without a configuration, and the way to make one is told', (t) => {
    const folder = folderWith(t)
    const failure = failureOf(findProjectRoot(folder, null))
    assert.match(failure.what, /no project here/)
    assert.ok(failure.where?.startsWith(folder))
    assert.match(failure.remedy, /tos init.*--root/)
    assert.equal(failure.exitCode, 2)
  })
  test('is looked for above the folder given with --root', (t) => {
    const root = folderWith(t, config, 'below/')
    const failure = failureOf(findProjectRoot(root, 'below'))
    assert.equal(failure.where, join(root, 'below'))
    assert.match(failure.what, /config\/config_v0_3\.json is missing/)
    assert.equal(failure.exitCode, 2)
  })
  test('is a folder that is not there', (t) => {
    assert.equal(failureOf(findProjectRoot(folderWith(t), 'none')).exitCode, 2)
  })
  test('is a folder with two configurations: nobody knows which is meant', (t) => {
    const root = folderWith(t, config, 'config_v0_3.json')
    const failure = failureOf(findProjectRoot(root, null))
    assert.equal(failure.where, join(root, config))
    assert.ok(failure.what.includes(join(root, 'config_v0_3.json')))
    assert.match(failure.remedy, /remove the one/)
    assert.equal(failure.exitCode, 2)
  })
})

describe('inside the root', () => {
  test('are the root, what lies in it and what may be made in it', (t) => {
    const root = folderWith(t, 'a/b.txt')
    for (const name of ['', 'a', 'a/b.txt', 'new', 'a/new/deep', '..a'])
      assert.ok(isInside(root, join(root, name)), name)
  })
  test('are links that stay in it', (t) => {
    const root = folderWith(t, 'a/b.txt')
    symlinkSync(join(root, 'a'), join(root, 'link'))
    assert.ok(isInside(root, join(root, 'link/b.txt')))
    assert.ok(isInside(root, join(root, 'link/new')))
  })
  test('are not its parent, nor a folder whose name only begins like its own', (t) => {
    const folder = folderWith(t, 'root/', 'root-2/')
    const root = join(folder, 'root')
    for (const path of [folder, `${root}-2`, `${root}-2/x`, `${root}x/new`, '/']) assert.ok(!isInside(root, path), path)
  })
  test('are not links that lead out of it, nor what may be made behind them', (t) => {
    const folder = folderWith(t, 'root/', 'out/')
    const root = join(folder, 'root')
    symlinkSync('../out', join(root, 'link'))
    for (const name of ['link', 'link/new', 'link/new/deep']) assert.ok(!isInside(root, join(root, name)), name)
  })
  test('are not links that lead to nothing outside of it', (t) => {
    const folder = folderWith(t, 'root/')
    const root = join(folder, 'root')
    symlinkSync('../later', join(root, 'link'))
    for (const name of ['link', 'link/new']) assert.ok(!isInside(root, join(root, name)), name)
  })
  test('everything is when the root is /', () => assert.ok(isInside('/', '/etc/hostname')))
})
