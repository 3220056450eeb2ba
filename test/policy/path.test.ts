import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { linkReader, normalise, resolvePath, type Disk } from '../../source/policy/model/path.ts'
import { hole, show, textValue, unknown, type Value } from '../../source/policy/model/value.ts'
import { temporaryFolder } from '../helpers/project.ts'

const from = (
  folder: string,
  path: Value | string,
  links: Readonly<Record<string, string>> = {},
  isFollowed = true,
) => {
  const disk = { readLink: (at: string) => links[at] ?? null, hasDrives: false }
  return show(resolvePath(typeof path === 'string' ? textValue(path) : path, textValue(folder), disk, isFollowed))
}

describe('a path is what the kernel would make of it', () => {
  for (const [path, expected] of [
    ['a', '/home/dev/ws/a'],
    ['./a//b/.', '/home/dev/ws/a/b'],
    ['../x', '/home/dev/x'],
    ['../../../../../etc', '/etc'],
    ['/a/../b', '/b'],
    ['', '/home/dev/ws'],
    ['/', '/'],
    ['a/', '/home/dev/ws/a'],
  ] as const)
    test(`'${path}' is ${expected}`, () => assert.equal(from('/home/dev/ws', path), expected))

  test('links are followed on the way, and at the end unless the link itself is meant', () => {
    const links = { '/ws/out': '/srv', '/ws/up': '..' }
    assert.equal(from('/ws', 'out/x', links), '/srv/x')
    assert.equal(from('/ws', 'up/x', links), '/x')
    assert.equal(from('/ws', 'out', links), '/srv')
    assert.equal(from('/ws', 'out', links, false), '/ws/out')
    // Tried: `rm -rf out/` empties what the link leads to.
    assert.equal(from('/ws', 'out/', links, false), '/srv')
  })
  test('`..` behind a link leaves where the link leads', () => {
    assert.equal(from('/ws', 'out/../etc', { '/ws/out': '/srv/app' }), '/srv/etc')
  })
  test('links that go in circles end as an unknown path', () => {
    assert.equal(from('/ws', 'a', { '/ws/a': 'b', '/ws/b': 'a' }), '‹?›')
  })
  test('what is not known stays where it is', () => {
    assert.equal(from('/ws', ['src/', ...hole('glob')]), '/ws/src/*')
    assert.equal(from('/ws', ['src/', ...hole('glob'), '/../x']), '/ws/src/x')
    assert.equal(from('/ws', [...hole('path'), '/../x']), '‹?›', 'a path may have any number of folders')
    assert.equal(from('/ws', ['src/', ...unknown]), '‹?›', 'an unknown text may climb')
    assert.equal(show(resolvePath(['a'], unknown, { readLink: () => null, hasDrives: false })), '‹?›')
  })
  test('the folders of a process are those of the command, not of its judge', () => {
    assert.equal(from('/ws', '/proc/self/cwd/../x'), '/x')
    assert.equal(from('/ws', '/proc/thread-self/root/etc'), '/etc')
    assert.equal(from('/ws', ['/proc/', ...hole('digits'), '/cwd/x']), '/ws/x')
    assert.equal(from('/ws', '/proc/1/cwd/x'), '‹?›')
    assert.equal(linkReader()('/proc/self/cwd'), null)
  })
  test('a working folder that is named by itself is not known, and looking for it ends', () =>
    assert.equal(from('/proc/self/cwd', 'x'), '‹?›'))
  test('below a descriptor is the folder it was opened on', () => {
    assert.equal(from('/ws', '/dev/fd/3/x'), '‹?›')
    assert.equal(from('/ws', '/proc/self/fd/3/x'), '‹?›')
    assert.equal(from('/ws', '/dev/fd/3'), '/dev/fd/3')
  })
  test('to PowerShell, drives and shares are absolute and no link of this disk', () => {
    const drives: Disk = { readLink: () => '/srv', hasDrives: true }
    const on = (folder: string, path: string) => show(resolvePath([path], [folder], drives))
    assert.equal(on('/ws', 'C:/a/../b'), 'C:/b')
    assert.equal(on('C:/ws', '../x'), 'C:/x')
    assert.equal(on('/ws', '//server/share/x'), '/server/share/x')
  })
  test('to a shell they are names like others', () => {
    assert.equal(from('/ws', 'C:/../../x'), '/x')
    assert.equal(from('/ws', '//ws/out/x', { '/ws/out': '/srv' }), '/srv/x')
  })
  test('links are read from the disk', (t) => {
    const folder = temporaryFolder(t)
    symlinkSync('/srv', join(folder, 'out'))
    assert.equal(show(resolvePath(['out/x'], [folder], { readLink: linkReader(), hasDrives: false })), '/srv/x')
  })
  test('a plain text is cleaned without looking', () => {
    assert.equal(normalise('/a/./b/../c//'), '/a/c')
  })
})
