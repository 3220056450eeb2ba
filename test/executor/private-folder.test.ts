import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { repository } from '../helpers/repository.ts'

const module = join(repository, 'source', 'executor', 'private-folder.ts')

/** Both folders of a process, what it made of them, and how it ended. */
function foldersOf(end: string): string[] {
  const code = `
    import { folderOfNames, privateFolder } from ${JSON.stringify(module)}
    import { statSync } from 'node:fs'
    const folders = [privateFolder(), folderOfNames(), privateFolder(), folderOfNames()]
    console.log(JSON.stringify([...folders, ...folders.map((path) => statSync(path).mode & 0o777)]))
    ${end}`
  const call = ['--input-type=module-typescript', '-e', code]
  const { stdout, stderr, status } = spawnSync(process.execPath, call, { encoding: 'utf8' })
  assert.notEqual(status, 1, stderr)
  return JSON.parse(stdout)
}

describe("a process's own folders", () => {
  test('are made once, for nobody else, and are gone with it', () => {
    const [disk = '', memory = '', diskAgain, memoryAgain, ...modes] = foldersOf('')
    assert.deepEqual([diskAgain, memoryAgain, ...modes], [disk, memory, 0o700, 0o700, 0o700, 0o700])
    assert.deepEqual([disk, memory].filter(existsSync), [])
  })

  test('are swept by the next one when it was killed', () => {
    const left = foldersOf("process.kill(process.pid, 'SIGKILL')").slice(0, 2)
    assert.deepEqual(left.filter(existsSync), left)
    foldersOf('')
    assert.deepEqual(left.filter(existsSync), [])
  })

  test('one that cannot be removed changes neither how it ends nor what becomes of the others', () => {
    const end = `
      const { default: fs } = await import('node:fs')
      const { syncBuiltinESMExports } = await import('node:module')
      const remove = fs.rmSync
      fs.rmSync = (path, options) => {
        if (path === folders[0]) throw new Error('EIO')
        remove(path, options)
      }
      syncBuiltinESMExports()`
    const [disk = '', memory = ''] = foldersOf(end)
    assert.deepEqual([disk, memory].filter(existsSync), [disk])
    foldersOf('')
    assert.ok(!existsSync(disk))
  })

  test('names without content lie in memory, where the system has a place for it', (t) => {
    if (!existsSync('/dev/shm') || (statSync('/dev/shm').mode & 0o002) === 0) return t.skip('no /dev/shm')
    assert.match(foldersOf('')[1] ?? '', /^\/dev\/shm\//)
  })
})
