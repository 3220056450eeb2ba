import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compilePlace } from '../../source/policy/model/place.ts'
import { hole, show, textValue, unknown, type Value } from '../../source/policy/model/value.ts'
import { around } from '../helpers/judging.ts'

const lies = (place: string, path: Value | string, isTree = false) =>
  compilePlace(place, around)(typeof path === 'string' ? textValue(path) : path, isTree)

const rows: readonly (readonly [place: string, path: Value | string, isTree: boolean, expected: string])[] = [
  ['project', '/home/dev/ws', false, 'yes'],
  ['project', '/home/dev/ws/a', false, 'yes'],
  ['project', '/home/dev/wsx', false, 'no'],
  ['project', unknown, false, 'maybe'],
  ['project', ['/home/dev/ws/', ...hole('glob')], false, 'yes'],
  ['outside', '/home/dev', false, 'yes'],
  ['outside', '/home/dev/ws/a', false, 'no'],
  ['outside', unknown, false, 'maybe'],
  ['scratch', '/tmp/a', false, 'yes'],
  ['scratch', '/tmp', false, 'no'],
  ['scratch', '/dev/null', false, 'yes'],
  ['scratch', '/dev/sda', false, 'no'],
  ['git', '/home/dev/ws/.git/HEAD', false, 'yes'],
  ['git', '/srv/repo.git/config', false, 'yes'],
  ['git', '/home/dev/ws', true, 'maybe'],
  ['git', '/home/dev/ws', false, 'no'],
  ['git', ['/home/dev/ws/', ...hole('glob')], false, 'no'],
  ['git', ['/home/dev/ws/.', ...hole('glob')], false, 'maybe'],
  ['git', ['/home/dev/ws/', ...hole('path'), '.o'], false, 'no'],
  ['git', ['/home/dev/ws/', ...hole('path')], false, 'maybe'],
  ['git', ['/home/dev/ws/', ...hole('tracked')], false, 'no'],
  ['git', ['/home/dev/ws/.git/', ...hole('tracked')], false, 'yes'],
  ['**/.git/hooks/**', ['/home/dev/ws/', ...hole('tracked')], false, 'no'],
  ['~/.bashrc', ['/home/dev/', ...hole('tracked')], false, 'maybe'],
  ['src/**', '/home/dev/ws/src/a', false, 'yes'],
  ['./src/**', '/home/dev/ws/src/a', false, 'yes'],
  ['~/.ssh/**', '/home/dev/.ssh/id_rsa', false, 'yes'],
  ['~/.ssh/**', '/home/eve/.ssh/id_rsa', false, 'yes'],
  ['~/.ssh/**', '/root/.ssh/id_rsa', false, 'yes'],
  ['~/.ssh/**', '/home/dev/.ssh', true, 'maybe'],
  ['~/.ssh/**', '/home/dev', false, 'no'],
  ['**/.env', '/', true, 'no'],
  ['/etc/shadow', '/', true, 'maybe'],
  ['?:/Windows/**', 'C:/Windows/x', false, 'yes'],
]

describe('a path lies in a place, does not, or may', () => {
  for (const [place, path, isTree, expected] of rows)
    test(`${place}: ${typeof path === 'string' ? path : show(path)}${isTree ? ' and all below' : ''}: ${expected}`, () =>
      assert.equal(lies(place, path, isTree), expected))

  test('a project in the scratch folder is no scratch', () => {
    const inScratch = { root: '/tmp/ws', home: '/home/dev', temporary: '/tmp' }
    const scratch = compilePlace('scratch', inScratch)
    assert.equal(scratch(['/tmp/ws/a'], false), 'no')
    assert.equal(scratch(['/tmp/other'], false), 'yes')
  })
  test('a folder around the project is no scratch', () => {
    assert.equal(compilePlace('scratch', { root: '/tmp/a/ws', home: '/h', temporary: '/tmp' })(['/tmp/a'], true), 'no')
  })
})
