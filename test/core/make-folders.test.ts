import assert from 'node:assert/strict'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { makeFolders } from '../../source/core/make-folders.ts'
import { temporaryFolder } from '../helpers/project.ts'

const refusing = (code: string) => Object.assign(new Error(code), { code })

describe('a folder and those above it', () => {
  test('are made, and one that is there is none to make', (t) => {
    const path = join(temporaryFolder(t), 'a', 'b', 'c')
    for (let i = 0; i < 2; i++) makeFolders(path, (folder) => mkdirSync(folder))
    assert.ok(statSync(path).isDirectory())
  })
  test('are given up where the system knows no such file below a folder that is there, as in /proc', () => {
    const asked: string[] = []
    const proc = (folder: string): never => {
      asked.push(folder)
      throw refusing(folder === '/proc' ? 'EEXIST' : 'ENOENT')
    }
    assert.throws(() => makeFolders('/proc/x/y', proc), /ENOENT/)
    assert.ok(asked.length < 10, asked.join(' '))
  })
  test('are refused for any other reason at once', () => {
    const full = (): never => {
      throw refusing('ENOSPC')
    }
    assert.throws(() => makeFolders('/a/b', full), /ENOSPC/)
  })
})
