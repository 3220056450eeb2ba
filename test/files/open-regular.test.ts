import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { isThere, makeFolder, openToAppend, readIfThere, readRegular } from '../../source/files/open-regular.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureThrownBy } from '../helpers/results.ts'

const limit = 1024 * 1024

interface Place {
  readonly folder: string
  readonly path: string
  readonly outside: string
}
function placeOf(t: TestContext): Place {
  const folder = temporaryFolder(t)
  const outside = join(temporaryFolder(t), 'secret')
  writeFileSync(outside, 'outside')
  return { folder, path: join(folder, 'file'), outside }
}

/** What a command may put in the place of a file, and what is said of it. */
const hostile: Readonly<Record<string, [(place: Place) => void, RegExp]>> = {
  'a named pipe': [({ path }) => void execFileSync('mkfifo', [path]), /named pipe/],
  'a folder': [({ path }) => mkdirSync(path), /a folder/],
  'a link to a file outside': [({ path, outside }) => symlinkSync(outside, path), /symbolic link to .*secret/],
  'a link to a file beside it': [({ path }) => symlinkSync('other', path), /symbolic link to other/],
  'a link to /dev/zero': [({ path }) => symlinkSync('/dev/zero', path), /symbolic link to \/dev\/zero/],
  'a link to /dev/full': [({ path }) => symlinkSync('/dev/full', path), /symbolic link to \/dev\/full/],
  'a link to itself': [({ path }) => symlinkSync(path, path), /symbolic link/],
}

describe('in the place of a file', () => {
  for (const [name, [put, said]] of Object.entries(hostile)) {
    test(`${name} is refused to a reader, at once and by name`, (t) => {
      const place = placeOf(t)
      put(place)
      const failure = failureThrownBy(() => readRegular(place.path, limit))
      assert.match(failure.what, said)
      assert.equal(failure.where, place.path)
      assert.notEqual(failure.remedy, '')
      assert.ok(isThere(place.path))
    })
    test(`${name} is refused to who would append to it`, (t) => {
      const place = placeOf(t)
      put(place)
      assert.match(failureThrownBy(() => openToAppend(place.path)).what, said)
      assert.equal(readFileSync(place.outside, 'utf8'), 'outside')
    })
  }
  test('a device is refused', () => {
    assert.match(failureThrownBy(() => readRegular('/dev/zero', limit)).what, /a device/)
    assert.match(failureThrownBy(() => openToAppend('/dev/full')).what, /a device/)
  })
  test('a second name of another file is read, but never appended to', (t) => {
    const { path, outside } = placeOf(t)
    linkSync(outside, path)
    assert.equal(readRegular(path, limit).toString(), 'outside')
    assert.match(failureThrownBy(() => openToAppend(path)).what, /hard link/)
    assert.equal(readFileSync(outside, 'utf8'), 'outside')
  })
  test('100 MB are refused before they are read', (t) => {
    const { path } = placeOf(t)
    writeFileSync(path, '')
    truncateSync(path, 100 * limit)
    assert.match(failureThrownBy(() => readRegular(path, limit)).what, /104857600 bytes is more than the limit/)
  })
  test('nothing at all is null to who can do without', (t) => {
    const { path } = placeOf(t)
    assert.equal(readIfThere(path, limit), null)
    assert.match(failureThrownBy(() => readRegular(path, limit)).what, /ENOENT: no such file or directory\)$/)
  })
})

describe('a folder that is a link', () => {
  test('is no way to read a file outside', (t) => {
    const { folder, outside } = placeOf(t)
    symlinkSync(join(outside, '..'), join(folder, 'logs'))
    const failure = failureThrownBy(() => readRegular(join(folder, 'logs', 'secret'), limit))
    assert.match(failure.what, /reached through a symbolic link/)
  })
  test('is no way to make a file or a folder outside', (t) => {
    const { folder } = placeOf(t)
    const elsewhere = temporaryFolder(t)
    symlinkSync(elsewhere, join(folder, 'logs'))
    assert.match(failureThrownBy(() => openToAppend(join(folder, 'logs', 'new'))).what, /symbolic link/)
    assert.match(failureThrownBy(() => makeFolder(join(folder, 'logs', 'a', 'b'))).what, /symbolic link/)
    assert.deepEqual(readdirSync(elsewhere), [])
  })
  test('is refused when it leads nowhere yet', (t) => {
    const { folder } = placeOf(t)
    symlinkSync(join(folder, 'later'), join(folder, 'logs'))
    assert.match(failureThrownBy(() => makeFolder(join(folder, 'logs'))).what, /symbolic link/)
    assert.deepEqual(readdirSync(folder), ['logs'])
  })
})

describe('evidence may lie behind links', () => {
  test('that stay in the project', (t) => {
    const { folder, path } = placeOf(t)
    mkdirSync(join(folder, 'run3'))
    writeFileSync(join(folder, 'run3', 'result'), 'sum')
    symlinkSync('run3/result', path)
    assert.equal(readRegular(path, limit, { links: { below: folder } }).toString(), 'sum')
  })
  test('and not behind those that leave it', (t) => {
    const { folder, path, outside } = placeOf(t)
    symlinkSync(outside, path)
    const failure = failureThrownBy(() => readRegular(path, limit, { links: { below: folder } }))
    assert.match(failure.what, /leads out of the project \(it lies at .*secret\)/)
  })
  test('nor behind one to a device, which is not even opened', (t) => {
    const { folder, path } = placeOf(t)
    symlinkSync('/dev/zero', path)
    assert.match(failureThrownBy(() => readRegular(path, limit, { links: { below: folder } })).what, /a device/)
  })
})

test(
  'a file that may not be read is told with what mends it',
  { skip: process.getuid?.() === 0 && 'root reads all' },
  (t) => {
    const { path } = placeOf(t)
    writeFileSync(path, 'x')
    chmodSync(path, 0)
    const failure = failureThrownBy(() => readRegular(path, limit))
    assert.match(failure.what, /EACCES: permission denied\)$/)
    assert.match(failure.remedy, /readable for this user/)
  },
)

test('appending makes the file and its folders, and begins behind what is there', (t) => {
  const path = join(temporaryFolder(t), 'a', 'b')
  for (const text of ['one', 'two']) {
    const descriptor = openToAppend(path)
    writeFileSync(descriptor, text)
    closeSync(descriptor)
  }
  assert.equal(readFileSync(path, 'utf8'), 'onetwo')
})
