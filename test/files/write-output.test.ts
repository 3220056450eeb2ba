import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Failed } from '../../source/core/failure.ts'
import { writeOutput } from '../../source/files/write-output.ts'
import { temporaryFolder } from '../helpers/project.ts'

test('what a person names is written where a regular file is or none; a pipe, a link and a folder stay what they are', (t) => {
  const folder = temporaryFolder(t)
  const at = (name: string) => join(folder, name)
  writeFileSync(at('old'), 'old')
  symlinkSync(at('old'), at('link'))
  mkdirSync(at('folder'))
  // A device would stay for the same reason; none is at stake here.
  execFileSync('mkfifo', [at('pipe')])
  for (const name of ['link', 'folder', 'pipe']) {
    const before = lstatSync(at(name))
    assert.throws(
      () => writeOutput(at(name), 'new'),
      (error) => error instanceof Failed && error.failure.exitCode === 2,
    )
    assert.deepEqual([lstatSync(at(name)).ino, lstatSync(at(name)).mode], [before.ino, before.mode], name)
  }
  for (const name of ['old', 'fresh']) {
    writeOutput(at(name), 'new', 0o600)
    assert.equal(readFileSync(at(name), 'utf8'), 'new')
  }
})
