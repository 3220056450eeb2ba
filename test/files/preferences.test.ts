import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { openPreferences } from '../../source/files/preferences.ts'
import { temporaryFolder } from '../helpers/project.ts'

function preferences(t: TestContext, content: string | null) {
  const home = temporaryFolder(t)
  const path = join(home, 'tos-tui', 'preferences.json')
  mkdirSync(join(home, 'tos-tui'))
  if (content !== null) writeFileSync(path, content)
  const open = () => openPreferences({ XDG_CONFIG_HOME: home })
  return { open, path, read: (): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) }
}

describe('preferences', () => {
  test('are kept, beside what another screen wrote meanwhile and what a later version knows', async (t) => {
    const { open, read } = preferences(t, '{"frame":"ascii","sound":"bell"}')
    const [one, other] = [open(), open()]
    await one.save({ language: 'ja' })
    await other.save({ lastProject: '/p' })
    const { frame, sound, language, lastProject } = read()
    assert.deepEqual(
      { frame, sound, language, lastProject },
      { frame: 'ascii', sound: 'bell', language: 'ja', lastProject: '/p' },
    )
    assert.equal(open().preferred.language, 'ja')
  })
  test('that no version takes count as their default, and the others stay', async (t) => {
    const { open, read } = preferences(t, '{"frame":"ascii","language":7}')
    const opened = open()
    assert.deepEqual([opened.preferred.frame, opened.preferred.language], ['ascii', 'auto'])
    await opened.save({ lastProject: '/p' })
    const { frame, language, lastProject } = read()
    assert.deepEqual([frame, language, lastProject], ['ascii', 'auto', '/p'])
  })
  test('that are a named pipe or a device are not waited for, neither to be read nor to be changed', async (t) => {
    const { open, path } = preferences(t, null)
    execFileSync('mkfifo', [path])
    assert.equal(open().preferred.frame, 'auto')
    await open().save({ frame: 'ascii' })
    rmSync(path)
    symlinkSync('/dev/zero', path)
    const opened = open()
    await opened.save({ frame: 'ascii' })
    assert.equal(opened.preferred.frame, 'ascii')
  })
  test(
    'below a folder that takes none, as /proc, hold for the session',
    { skip: !existsSync('/proc/self') },
    async () => {
      const preferences = openPreferences({ XDG_CONFIG_HOME: '/proc/not-there' })
      await preferences.save({ language: 'ja' })
      assert.equal(preferences.preferred.language, 'ja')
    },
  )

  test('that were damaged later are given up alone, not with those that can be read', async (t) => {
    const { open, path, read } = preferences(t, null)
    await open().save({ frame: 'ascii' })
    writeFileSync(path, JSON.stringify({ ...read(), seen: 'x' }))
    await open().save({ language: 'en' })
    assert.deepEqual([read()['frame'], read()['seen'], read()['language']], ['ascii', [], 'en'])
  })
  test('in a file that is no JSON begin anew', async (t) => {
    const { open, read } = preferences(t, '{"fra')
    await open().save({ frame: 'lines' })
    assert.equal(read()['frame'], 'lines')
  })
})
